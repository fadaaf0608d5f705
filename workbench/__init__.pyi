from workbench.api import (
    ClassProbabilities,
    ComparisonResult,
    GeneratedText,
    MetricCurve,
    ModelAnswer,
    PromptResult,
    RunResult,
    RunTable,
    ask,
    compare,
    generate,
    list_runs,
    load_plugins,
    load_run,
    predict,
    prompt,
    resume,
    train,
)
from workbench.api.models import RowPredictions
from workbench.comparison.plan import Plan
from workbench.core.contracts.answer import AnswerStream, Emit, Finish, Piece
from workbench.core.contracts.answerer import Answerer, Fitted, Floats, Inputs, Tools, TrainingSplit
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contributions import (
    Lesson,
    LessonStep,
    Playground,
    View,
)
from workbench.core.contracts.data_file import DataFile
from workbench.core.contracts.dataset import (
    Card,
    Data,
    Dataset,
    FilePreview,
    ImageClasses,
    Loading,
    Preparation,
    PreviewColumn,
    Split,
)
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import (
    BrokenAnswer,
    Choice,
    ContextOverflow,
    DataQuestion,
    DatasetError,
    DownloadError,
    ExperimentError,
    LocalOnly,
    MissingData,
    ModelFileError,
    NonFiniteLoss,
    OutOfMemory,
    ParamsError,
    ParityError,
    PluginError,
    ProviderError,
    RateLimited,
    Refused,
    RunNotFound,
    Stopped,
    StorageError,
    TrainingError,
    UnknownModel,
    UnknownPlugin,
    Unreachable,
    UsageError,
    WorkbenchError,
    WrongKey,
)
from workbench.core.contracts.events import (
    Activations,
    AttentionMaps,
    Custom,
    Evaluated,
    Failed,
    MeasuringProgress,
    Progress,
    Sampled,
    WeightHistograms,
)
from workbench.core.contracts.examples import Examples, Rows, examples
from workbench.core.contracts.exporter import ExportContext, Exporter
from workbench.core.contracts.hookspecs import hookimpl
from workbench.core.contracts.input_kind import ArrayInputs, Arrays, InputKind, RowAugmentation
from workbench.core.contracts.inputs import Pictures, RunningText, Texts
from workbench.core.contracts.launcher import LaunchContext, Launcher, TrainingHandle, WorkOrder
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.model_source import ModelSource
from workbench.core.contracts.model_source import set_up as set_up_source
from workbench.core.contracts.network import DirectedReading, context_of, is_causal
from workbench.core.contracts.packaged_model import PackagedFile, PackagedModel, packaged_model
from workbench.core.contracts.params import OptionalPath, Params, param, run_param, settings_of
from workbench.core.contracts.params import make as make_params
from workbench.core.contracts.problem import Problem
from workbench.core.contracts.provider import Capabilities, Message, Options, Provider, Request
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes, Labels, NextToken, Number, number_in
from workbench.core.contracts.task import (
    ImageClassification,
    LanguageModelling,
    Task,
    TextClassification,
    text_sizes,
)
from workbench.core.contracts.task_contribution import TaskContribution
from workbench.core.contracts.text import Corpus, TextClasses, TextRows
from workbench.core.contracts.trainer import (
    LabelledBatch,
    LanguageLearner,
    Learner,
    MemoryPlan,
    PictureLearner,
    Setup,
    Trainer,
)
from workbench.core.control import Control
from workbench.core.experiment import Experiment, Part
from workbench.core.few_labels import FewLabelsParams
from workbench.core.few_labels import few as choose_few_labels
from workbench.core.few_labels import with_few as with_few_labels
from workbench.core.io.atomic import replacing as replacing_file
from workbench.core.io.download import fetch as download
from workbench.core.io.drawings import add as add_drawing
from workbench.core.io.drawings import count as count_drawings
from workbench.core.io.drawings import files as drawing_files
from workbench.core.io.drawings import read as read_drawing
from workbench.core.io.drawings import remove as remove_drawing
from workbench.core.io.fingerprint import fingerprint as file_fingerprint
from workbench.core.io.hosts import authority as url_authority
from workbench.core.io.hosts import is_here as is_this_machine
from workbench.core.io.hosts import name as url_host
from workbench.core.io.idx import read as read_idx
from workbench.core.io.plain_text import one_line
from workbench.core.io.read_file import parse_json, read_bytes
from workbench.core.io.read_text import chunks as read_text_chunks
from workbench.core.io.tls import problem as tls_problem
from workbench.core.leaks import Leak, leaks_of
from workbench.core.memory import available as available_memory
from workbench.core.memory import give_back as release_memory
from workbench.core.memory import refuse_too_large
from workbench.core.memory import resident as resident_memory
from workbench.core.memory import too_large as too_large_for_memory
from workbench.core.metric_text import deciding as deciding_metric
from workbench.core.metric_text import heading as metric_heading
from workbench.core.metric_text import is_share
from workbench.core.metric_text import text as metric_text
from workbench.core.metric_text import title as metric_title
from workbench.core.paths import cache as cache_folder
from workbench.core.paths import data as data_folder
from workbench.core.paths import downloads as download_folder
from workbench.core.paths import hub as hub_folder
from workbench.core.plugins import Plugins
from workbench.core.pretrained import loading as make_loading
from workbench.core.provider_models import ProviderModel
from workbench.core.resolve import resolve
from workbench.core.row_identity import of_groups as group_identities
from workbench.core.row_identity import of_pictures as picture_identities
from workbench.core.row_identity import of_texts as text_identities
from workbench.core.runs.learnt import SplitBy
from workbench.core.runs.store import Run, RunInfo, RunStore
from workbench.core.secrets import how_to_give as how_to_give_key
from workbench.core.secrets import key as provider_key
from workbench.core.secrets import variable as key_variable
from workbench.core.secrets import withheld as key_withheld_reason
from workbench.core.secrets import without_keys as environment_without_keys
from workbench.core.settings import Settings
from workbench.core.settings import load as load_settings
from workbench.core.special_tokens import CLS_ID, MASK, MASK_ID, PAD_ID, UNK_ID
from workbench.core.special_tokens import SPECIAL as SPECIAL_TOKENS
from workbench.core.split_rows import about_groups
from workbench.core.split_rows import divide as divide_rows
from workbench.core.split_rows import duplicates as find_duplicates
from workbench.core.split_rows import leakage as find_leakage
from workbench.core.split_rows import split as split_texts
from workbench.core.split_rows import stratified as stratified_split
from workbench.core.statistics import (
    MACRO_AVERAGE,
    RELIABILITY_BINS,
    Binning,
    Interval,
    PerClassScores,
    ReliabilityBin,
    ThresholdCurves,
    calibration_error,
    macro_curves,
    per_class_scores,
    per_label_scores,
    reliability,
    threshold_curves,
)
from workbench.core.survey import SourceClasses, shows_words
from workbench.core.tables.column_names import preview_table, table_columns, table_head
from workbench.core.tables.columns import MOST_CLASSES, is_list, labels_of, listed_labels
from workbench.core.tables.columns import choose as choose_columns
from workbench.core.tables.file_pattern import FilePattern, parse_file_pattern, read_file_fields
from workbench.core.tables.labelled_table import TableOptions
from workbench.core.tables.labelled_table import read as read_labelled_table
from workbench.core.tables.read_table import SUFFIXES as TABLE_SUFFIXES
from workbench.core.tables.read_table import DelimitedFormat, Table, delimited_format
from workbench.core.tables.read_table import numbers as column_numbers
from workbench.core.tables.read_table import read as read_table
from workbench.core.tables.table_params import TableParams
from workbench.core.tokenizer import Tokenizer
from workbench.core.tokenizer import train as train_tokenizer
from workbench.core.tokenizer import unknown as text_without_token
from workbench.core.tokenizer import visible as visible_token
from workbench.core.tokenizer_settings import Kind as TokenizerKind
from workbench.core.tokenizer_settings import TokenizerParams
from workbench.core.tokenizer_settings import kind_param as tokenizer_param
from workbench.core.tokenizer_settings import size_param as vocab_size_param
from workbench.core.version import __version__
from workbench.core.words import word_tokens
from workbench.core.work.channel import WorkChannel, is_trained
from workbench.core.work.channel import connect as connect_to_worker
from workbench.core.work.last_words import memory_kills, worker_failure, worker_log
from workbench.labelling.project import Project
from workbench.labelling.project import find as find_labelling
from workbench.labelling.project import load as load_labelling
from workbench.labelling.project import projects as labellings
from workbench.labelling.training_rows import TrainingRows
from workbench.labelling.training_rows import parts as labelled_rows
from workbench.prompting.prompts.template import Prompt
from workbench.prompting.reasoning import opens_reasoning

__all__ = [
    "CLS_ID",
    "MACRO_AVERAGE",
    "MASK",
    "MASK_ID",
    "MOST_CLASSES",
    "PAD_ID",
    "RELIABILITY_BINS",
    "SPECIAL_TOKENS",
    "TABLE_SUFFIXES",
    "UNK_ID",
    "Activations",
    "AnswerStream",
    "Answerer",
    "Architecture",
    "ArrayInputs",
    "Arrays",
    "AttentionMaps",
    "Binning",
    "BrokenAnswer",
    "Capabilities",
    "Card",
    "Choice",
    "ClassProbabilities",
    "Classes",
    "ComparisonResult",
    "ContextOverflow",
    "Control",
    "Corpus",
    "Custom",
    "Data",
    "DataFile",
    "DataQuestion",
    "Dataset",
    "DatasetError",
    "DelimitedFormat",
    "DirectedReading",
    "DownloadError",
    "Emit",
    "Encoder",
    "Evaluated",
    "Examples",
    "Experiment",
    "ExperimentError",
    "ExportContext",
    "Exporter",
    "Failed",
    "FewLabelsParams",
    "FilePattern",
    "FilePreview",
    "Finish",
    "Fitted",
    "Floats",
    "GeneratedText",
    "ImageClasses",
    "ImageClassification",
    "InputKind",
    "Inputs",
    "Interval",
    "LabelledBatch",
    "Labels",
    "LanguageLearner",
    "LanguageModelling",
    "LaunchContext",
    "Launcher",
    "Leak",
    "Learner",
    "LearnerParams",
    "Lesson",
    "LessonStep",
    "Loading",
    "LocalOnly",
    "MeasuringProgress",
    "MemoryPlan",
    "Message",
    "MetricCurve",
    "MissingData",
    "ModelAnswer",
    "ModelFileError",
    "ModelSource",
    "NextToken",
    "NonFiniteLoss",
    "Number",
    "OptionalPath",
    "Options",
    "OutOfMemory",
    "PackagedFile",
    "PackagedModel",
    "Params",
    "ParamsError",
    "ParityError",
    "Part",
    "PerClassScores",
    "PictureLearner",
    "Pictures",
    "Piece",
    "Plan",
    "Playground",
    "PluginError",
    "Plugins",
    "Preparation",
    "PreviewColumn",
    "Problem",
    "Progress",
    "Project",
    "Prompt",
    "PromptResult",
    "Provider",
    "ProviderError",
    "ProviderModel",
    "RateLimited",
    "Refused",
    "ReliabilityBin",
    "Request",
    "RowAugmentation",
    "RowPredictions",
    "Rows",
    "Run",
    "RunInfo",
    "RunNotFound",
    "RunResult",
    "RunStore",
    "RunTable",
    "RunningText",
    "Sampled",
    "Settings",
    "Setup",
    "SourceClasses",
    "Split",
    "SplitBy",
    "Stopped",
    "StorageError",
    "Table",
    "TableOptions",
    "TableParams",
    "TargetKind",
    "Task",
    "TaskContribution",
    "TextClasses",
    "TextClassification",
    "TextRows",
    "Texts",
    "ThresholdCurves",
    "Tokenizer",
    "TokenizerKind",
    "TokenizerParams",
    "Tools",
    "Trainer",
    "TrainingError",
    "TrainingHandle",
    "TrainingRows",
    "TrainingSplit",
    "UnknownModel",
    "UnknownPlugin",
    "Unreachable",
    "UsageError",
    "View",
    "WeightHistograms",
    "WorkChannel",
    "WorkOrder",
    "WorkbenchError",
    "WrongKey",
    "__version__",
    "about_groups",
    "add_drawing",
    "ask",
    "available_memory",
    "cache_folder",
    "calibration_error",
    "choose_columns",
    "choose_few_labels",
    "column_numbers",
    "compare",
    "connect_to_worker",
    "context_of",
    "count_drawings",
    "data_folder",
    "deciding_metric",
    "delimited_format",
    "divide_rows",
    "download",
    "download_folder",
    "drawing_files",
    "environment_without_keys",
    "examples",
    "file_fingerprint",
    "find_duplicates",
    "find_labelling",
    "find_leakage",
    "generate",
    "group_identities",
    "hookimpl",
    "how_to_give_key",
    "hub_folder",
    "is_causal",
    "is_list",
    "is_share",
    "is_this_machine",
    "is_trained",
    "key_variable",
    "key_withheld_reason",
    "labelled_rows",
    "labellings",
    "labels_of",
    "leaks_of",
    "list_runs",
    "listed_labels",
    "load_labelling",
    "load_plugins",
    "load_run",
    "load_settings",
    "macro_curves",
    "make_loading",
    "make_params",
    "memory_kills",
    "metric_heading",
    "metric_text",
    "metric_title",
    "number_in",
    "one_line",
    "opens_reasoning",
    "packaged_model",
    "param",
    "parse_file_pattern",
    "parse_json",
    "per_class_scores",
    "per_label_scores",
    "picture_identities",
    "predict",
    "preview_table",
    "prompt",
    "provider_key",
    "read_bytes",
    "read_drawing",
    "read_file_fields",
    "read_idx",
    "read_labelled_table",
    "read_table",
    "read_text_chunks",
    "refuse_too_large",
    "release_memory",
    "reliability",
    "remove_drawing",
    "replacing_file",
    "resident_memory",
    "resolve",
    "resume",
    "run_param",
    "set_up_source",
    "settings_of",
    "shows_words",
    "split_texts",
    "stratified_split",
    "table_columns",
    "table_head",
    "text_identities",
    "text_sizes",
    "text_without_token",
    "threshold_curves",
    "tls_problem",
    "tokenizer_param",
    "too_large_for_memory",
    "train",
    "train_tokenizer",
    "url_authority",
    "url_host",
    "visible_token",
    "vocab_size_param",
    "with_few_labels",
    "word_tokens",
    "worker_failure",
    "worker_log",
]
