"""Reading and writing: files, downloads, the Hub, pictures, texts."""
