from workbench.testing.answerers import check_answerer
from workbench.testing.conventions import (
    ContractError,
    ContractWarning,
    check_contribution,
    check_light,
)
from workbench.testing.data import DIGITS, check_dataset, example_data
from workbench.testing.encoders import check_encoder
from workbench.testing.kinds import check_examples, check_input_kind, check_target_kind
from workbench.testing.networks import check_abilities, check_architecture
from workbench.testing.plugin import check, check_plugin
from workbench.testing.providers import EchoProvider, check_provider
from workbench.testing.services import check_exporter, check_launcher
from workbench.testing.training import check_trainer
from workbench.testing.window import check_lesson, check_playground, check_view

__all__ = [
    "DIGITS",
    "ContractError",
    "ContractWarning",
    "EchoProvider",
    "check",
    "check_abilities",
    "check_answerer",
    "check_architecture",
    "check_contribution",
    "check_dataset",
    "check_encoder",
    "check_examples",
    "check_exporter",
    "check_input_kind",
    "check_launcher",
    "check_lesson",
    "check_light",
    "check_playground",
    "check_plugin",
    "check_provider",
    "check_target_kind",
    "check_trainer",
    "check_view",
    "example_data",
]
