from workbench.ui.background_jobs import BackgroundJob, while_alive
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.forms.spin import DoubleSpinBox, SpinBox
from workbench.ui.host import Host
from workbench.ui.markup import escaped
from workbench.ui.plots.answer_pane import AnswerPane
from workbench.ui.plots.attention_grid import AttentionGrid
from workbench.ui.plots.attention_head import HeadTabs
from workbench.ui.plots.bars import BarChart
from workbench.ui.plots.chips import Chip, ChipFlow, LazyChips
from workbench.ui.plots.choice import RowChooser
from workbench.ui.plots.cost import CostBars
from workbench.ui.plots.curves import CurvePlot, link_x
from workbench.ui.plots.data_rows import RowItem, RowsLike
from workbench.ui.plots.data_rows import split_of as data_split
from workbench.ui.plots.evaluations import SplitBox, mistakes_in
from workbench.ui.plots.evaluations import example as example_item
from workbench.ui.plots.evaluations import item as mistake_item
from workbench.ui.plots.examples import ExampleGallery
from workbench.ui.plots.gallery import GalleryItem
from workbench.ui.plots.heatmap import Heatmap, Normalisation
from workbench.ui.plots.histogram import Histogram
from workbench.ui.plots.intervals import IntervalBars, IntervalRow
from workbench.ui.plots.line_item import PlotLine
from workbench.ui.plots.lines import AXES as TIME_AXES
from workbench.ui.plots.lines import CurveStyle, Trace
from workbench.ui.plots.lines import end as curve_end
from workbench.ui.plots.lines import learning_rate as learning_rate_traces
from workbench.ui.plots.lines import loss as loss_traces
from workbench.ui.plots.lines import measured as measured_metrics
from workbench.ui.plots.lines import metric as metric_traces
from workbench.ui.plots.model_box import ModelBox, ModelTicks, NoModel, answer_legend
from workbench.ui.plots.moment_slider import MomentSlider
from workbench.ui.plots.nearest import NearestList
from workbench.ui.plots.network import NetworkView
from workbench.ui.plots.number_map import NumberMap
from workbench.ui.plots.pictures import Picture, PixelView
from workbench.ui.plots.pictures_preview import PicturesPreview
from workbench.ui.plots.placeholder import Panel
from workbench.ui.plots.plot_actions import add_plot_actions
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.pointmap import PointMap, color_of_class
from workbench.ui.plots.row_dialog import RowDialog
from workbench.ui.plots.row_view import RowView
from workbench.ui.plots.rows_preview import RowsPreview
from workbench.ui.plots.scatter import ScatterPlot
from workbench.ui.plots.surface import LossSurface
from workbench.ui.plots.text_previews import RunningTextPreview, TextsPreview
from workbench.ui.plots.texts import TextItem
from workbench.ui.plots.unknown_tokens import UnknownTokens
from workbench.ui.prompting.batch_panel import BatchPanel
from workbench.ui.prompting.column import AnsweredPrompt
from workbench.ui.prompting.columns import AnswerColumns
from workbench.ui.prompting.demonstration_part import DemonstrationPart
from workbench.ui.prompting.history_panel import HistoryPanel
from workbench.ui.prompting.local_only import LocalOnlySwitch
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.model_choice import ModelChoice
from workbench.ui.prompting.prices_dialog import PricesDialog
from workbench.ui.prompting.prompt_form import PromptForm
from workbench.ui.prompting.prompt_menu import PromptMenu
from workbench.ui.provider_dialog import ProviderDialog
from workbench.ui.rundata import RunData, RunTarget
from workbench.ui.state import RunState
from workbench.ui.strip.meaning import of_architecture as describe_network
from workbench.ui.strip.summaries import request as request_network_summary

__all__ = [
    "TIME_AXES",
    "AnswerColumns",
    "AnswerPane",
    "AnsweredPrompt",
    "AttentionGrid",
    "BackgroundJob",
    "BarChart",
    "BatchPanel",
    "Chip",
    "ChipFlow",
    "CostBars",
    "CurvePlot",
    "CurveStyle",
    "DemonstrationPart",
    "DoubleSpinBox",
    "DrawingPad",
    "ExampleGallery",
    "GalleryItem",
    "HeadTabs",
    "Heatmap",
    "Histogram",
    "HistoryPanel",
    "Host",
    "IntervalBars",
    "IntervalRow",
    "LazyChips",
    "LocalOnlySwitch",
    "LossSurface",
    "ModelBox",
    "ModelChoice",
    "ModelTicks",
    "MomentSlider",
    "NearestList",
    "NetworkView",
    "NoModel",
    "Normalisation",
    "NumberMap",
    "Panel",
    "Picture",
    "PicturesPreview",
    "PixelView",
    "PlotLine",
    "PlotTable",
    "PointMap",
    "PricesDialog",
    "PromptForm",
    "PromptMaterial",
    "PromptMenu",
    "ProviderDialog",
    "RowChooser",
    "RowDialog",
    "RowItem",
    "RowView",
    "RowsLike",
    "RowsPreview",
    "RunData",
    "RunState",
    "RunTarget",
    "RunningTextPreview",
    "ScatterPlot",
    "SpinBox",
    "SplitBox",
    "TextItem",
    "TextsPreview",
    "Trace",
    "UnknownTokens",
    "add_plot_actions",
    "answer_legend",
    "color_of_class",
    "curve_end",
    "data_split",
    "describe_network",
    "escaped",
    "example_item",
    "learning_rate_traces",
    "link_x",
    "loss_traces",
    "measured_metrics",
    "metric_traces",
    "mistake_item",
    "mistakes_in",
    "request_network_summary",
    "while_alive",
]
