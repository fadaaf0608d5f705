from torch import Tensor, nn


class LetterSumNetwork(nn.Module):
    """Letters int64 ``(batch, length)``, 0 for none → outputs ``(batch, n_outputs)``."""

    def __init__(self, n_letters: int, n_outputs: int, width: int = 32) -> None:
        super().__init__()
        self.embed = nn.Embedding(n_letters, width)
        self.convolve = nn.Conv1d(width, width, 3, padding=1)
        self.output = nn.Linear(width, n_outputs)

    def forward(self, letters: Tensor) -> Tensor:
        x = self.convolve(self.embed(letters).transpose(1, 2)).relu().transpose(1, 2)
        outputs: Tensor = self.output((x * (letters > 0).unsqueeze(-1)).mean(1))
        return outputs
