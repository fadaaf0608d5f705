from workbench.engine.augment import Augmentation
from workbench.engine.augment import augment as augment_pictures
from workbench.engine.base_learner import BaseLearner
from workbench.engine.batches import (
    Batch,
    Pixels,
    Resident,
    epoch_order,
    holdout,
    pixel_statistics,
    resident,
    step_generator,
)
from workbench.engine.convert import convert_run
from workbench.engine.device import all_threads
from workbench.engine.device import out_of_memory as is_out_of_memory
from workbench.engine.device import pick as pick_device
from workbench.engine.export_attention import write_graph as write_attention_graph
from workbench.engine.features import digest as weights_digest
from workbench.engine.features import head_inputs
from workbench.engine.features import of_rows as row_features
from workbench.engine.features import of_texts as text_features
from workbench.engine.landscape import compute as compute_landscape
from workbench.engine.learnerstate import pack as pack_state
from workbench.engine.learnerstate import under as state_under
from workbench.engine.learnerstate import unpack as unpack_state
from workbench.engine.lora import LowRank
from workbench.engine.lora import targets as lora_targets
from workbench.engine.lora import usual as usual_lora_targets
from workbench.engine.memory_reach import as_built as memory_as_built
from workbench.engine.memory_reach import trained as memory_of_run
from workbench.engine.metrics import Patience, evaluated, evaluated_answers, score
from workbench.engine.network_inputs import as_tuple as inputs_as_tuple
from workbench.engine.network_inputs import example_inputs, run_in_batches
from workbench.engine.network_inputs import prepared as prepared_inputs
from workbench.engine.optim import learning_rate, make_optimizer
from workbench.engine.row_batches import (
    DeviceRows,
    EncodedRows,
    ExampleBatches,
    PictureBatches,
    RowBatches,
    TextBatches,
    make_row_batches,
    trim_padding,
)
from workbench.engine.snapshot_network import SnapshotNetwork
from workbench.engine.stages import Stage
from workbench.engine.stages import stages as network_stages
from workbench.engine.summary import LayerSummary, NetworkSummary
from workbench.engine.throughput import measure as measure_throughput
from workbench.engine.transfer import MEAN as PIXEL_MEAN
from workbench.engine.transfer import SCALE as PIXEL_SCALE
from workbench.engine.transfer import source as pretrained_weights
from workbench.engine.transfer import start_from

__all__ = [
    "PIXEL_MEAN",
    "PIXEL_SCALE",
    "Augmentation",
    "BaseLearner",
    "Batch",
    "DeviceRows",
    "EncodedRows",
    "ExampleBatches",
    "LayerSummary",
    "LowRank",
    "NetworkSummary",
    "Patience",
    "PictureBatches",
    "Pixels",
    "Resident",
    "RowBatches",
    "SnapshotNetwork",
    "Stage",
    "TextBatches",
    "all_threads",
    "augment_pictures",
    "compute_landscape",
    "convert_run",
    "epoch_order",
    "evaluated",
    "evaluated_answers",
    "example_inputs",
    "head_inputs",
    "holdout",
    "inputs_as_tuple",
    "is_out_of_memory",
    "learning_rate",
    "lora_targets",
    "make_optimizer",
    "make_row_batches",
    "measure_throughput",
    "memory_as_built",
    "memory_of_run",
    "network_stages",
    "pack_state",
    "pick_device",
    "pixel_statistics",
    "prepared_inputs",
    "pretrained_weights",
    "resident",
    "row_features",
    "run_in_batches",
    "score",
    "start_from",
    "state_under",
    "step_generator",
    "text_features",
    "trim_padding",
    "unpack_state",
    "usual_lora_targets",
    "weights_digest",
    "write_attention_graph",
]
