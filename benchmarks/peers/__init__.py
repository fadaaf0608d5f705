"""What the workbench is measured against, written by hand in plain PyTorch."""
