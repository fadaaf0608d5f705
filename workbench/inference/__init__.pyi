from workbench.inference.attention import ATTENTION as ATTENTION_FILE
from workbench.inference.attention import AttentionModel, ExampleAttention, mean_of_heads
from workbench.inference.attention import rollout as attention_rollout
from workbench.inference.classifiers import open_classifier
from workbench.inference.embeddings import (
    Projection,
    analogy,
    pca,
    text_vectors,
    token_vectors,
    tsne,
    umap,
)
from workbench.inference.embeddings import find as find_token
from workbench.inference.embeddings import methods as projection_methods
from workbench.inference.embeddings import neighbours as nearest_neighbours
from workbench.inference.embeddings import unit as unit_vectors
from workbench.inference.foreign import ForeignTokenizer
from workbench.inference.generate import Generated
from workbench.inference.generate import generate as generate_text
from workbench.inference.images import prepare as prepare_picture
from workbench.inference.modelfile import metadata as model_metadata
from workbench.inference.positions import LEARNED as LEARNED_POSITIONS
from workbench.inference.positions import NONE as NO_POSITIONS
from workbench.inference.positions import RECURRENT as RECURRENT_POSITIONS
from workbench.inference.positions import ROTARY as ROTARY_POSITIONS
from workbench.inference.positions import SINUSOIDAL as SINUSOIDAL_POSITIONS
from workbench.inference.positions import PositionEncoding, rotary_scores
from workbench.inference.positions import read as read_positions
from workbench.inference.positions import similarity as position_similarity
from workbench.inference.predictor import LayerOutputs, Predictor
from workbench.inference.row_model import RowModel
from workbench.inference.row_model import described as describe_answers
from workbench.inference.runmodels import kinds_at as model_kinds
from workbench.inference.runmodels import runs_for, runs_in_training, runs_of_kind
from workbench.inference.runmodels import task_at as model_task
from workbench.inference.sampling import Sampling
from workbench.inference.sampling import draw as draw_token
from workbench.inference.shuffle import ShuffleTest, shuffle_test
from workbench.inference.textmodel import CLASSES as TEXT_CLASSES
from workbench.inference.textmodel import EXAMPLES as ROWS_OF_KIND
from workbench.inference.textmodel import MASKED as MASKED_TOKENS
from workbench.inference.textmodel import NEXT as NEXT_TOKEN
from workbench.inference.textmodel import PICTURES as PICTURE_CLASSES
from workbench.inference.textmodel import LanguageModel, TextClassifier, cached_file
from workbench.inference.weights import read as read_weights

__all__ = [
    "ATTENTION_FILE",
    "LEARNED_POSITIONS",
    "MASKED_TOKENS",
    "NEXT_TOKEN",
    "NO_POSITIONS",
    "PICTURE_CLASSES",
    "RECURRENT_POSITIONS",
    "ROTARY_POSITIONS",
    "ROWS_OF_KIND",
    "SINUSOIDAL_POSITIONS",
    "TEXT_CLASSES",
    "AttentionModel",
    "ExampleAttention",
    "ForeignTokenizer",
    "Generated",
    "LanguageModel",
    "LayerOutputs",
    "PositionEncoding",
    "Predictor",
    "Projection",
    "RowModel",
    "Sampling",
    "ShuffleTest",
    "TextClassifier",
    "analogy",
    "attention_rollout",
    "cached_file",
    "describe_answers",
    "draw_token",
    "find_token",
    "generate_text",
    "mean_of_heads",
    "model_kinds",
    "model_metadata",
    "model_task",
    "nearest_neighbours",
    "open_classifier",
    "pca",
    "position_similarity",
    "prepare_picture",
    "projection_methods",
    "read_positions",
    "read_weights",
    "rotary_scores",
    "runs_for",
    "runs_in_training",
    "runs_of_kind",
    "shuffle_test",
    "text_vectors",
    "token_vectors",
    "tsne",
    "umap",
    "unit_vectors",
]
