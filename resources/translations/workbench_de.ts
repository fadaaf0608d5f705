<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
 <context>
  <name />
  <message>
   <source>What to call it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which reviews are favourable?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Macro-F1: every class counts the same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accuracy: every row counts the same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MAE: the mean error (numbers)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RMSE: large errors weigh more (numbers)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>R²: variance explained (numbers)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test rows that every model is asked, drawn at random; 0 for all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far below the best a model may be and still be called as good. The cheapest of those that are shown to be within it is recommended. Of errors it is per cent of the smallest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Question</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Metric</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Margin, points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers of labels, with commas between</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repetitions with other labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An hour of this machine, $</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For models that run here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One label, $</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What a person is paid for a label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answers a month</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recommendation is for this many</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off-label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answers that are none of the labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Calibration error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far its certainty is from how often it is right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answers that could not be read; each counts as the training rows' typical</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unreadable</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Approach</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>p50 / p99</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Milliseconds of a single answer, measured here; busy: others had the machine, so it is too high</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labelled rows that it learnt from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On disk</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>While it answers, without Python and libraries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>$ per 1,000</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A thousand answers, in US dollars</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>$ before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels and learning, paid once</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows go to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether rows leave this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparisons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labellings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of what was deleted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was deleted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deleted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Agreement between labellers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows in common</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Agreement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kappa</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>95 % interval</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What two people said</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No disagreements yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review these</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import labels…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export labels…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows on which people differ; Enter opens one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another person's labels: a table with the columns label, and text or row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All rows with their labels, as CSV or JSON lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Person in the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What two people said: rows × columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows on which people differ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A pattern</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A prompt to a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label of rows where nothing is found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Otherwise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Covers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the rows that it labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overlaps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the rows that another rule labels too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflicts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the rows that another rule labels differently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accuracy on labelled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On rows that people labelled, with Wilson's 95 % interval</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Estimated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its accuracy as the label model estimates it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labelling rules</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show what a model trained on your labels predicts for each row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show suggestions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labeller</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each person's labels are kept separately</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which rows come next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Suggestions by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model that learns from your labels as you go</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the order of the source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A random sample represents all rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most uncertain first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows on which the suggestions or rules are least certain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most disputed first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows on which people differ, then those on which rules do</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most doubtful labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your labelled rows again, least expected label first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Is this message spam?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One label a line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A file of texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A folder of pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making the labelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Begin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no limit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cost limit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows asked about</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawn at random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same draws the same rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column of texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Known labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column of known labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To compare yours with; it may be left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skip rows that cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Header</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether the first row names the columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Query place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Query</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no later ones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>click: let it ask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what it offers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Q · K</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>how well they fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>kept small</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Softmax</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>shares of 100 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what it tells</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>share × value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrong</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not asked yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was answered before is asked, and paid for, once more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its rows are asked about</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which rows are asked about</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This many are drawn at random; the maximum is all of them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same seed draws the same rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At once</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Questions asked at the same time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Per minute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most questions that start in a minute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that are never shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that may serve as shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repository</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>owner/name on the Hub, or its address; small ones are listed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>owner/name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Download</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models in the repository</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your key of the Hub</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A text of your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row of a dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its true label is known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A drawing or a file, for models that see</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One per line; \n is a line break</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Temperature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Top-p</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Max tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JSON schema</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0 always takes the likeliest token; 1 samples as the model learnt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sample only from the likeliest tokens that together have this probability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same seed gives the same answer, where the model can</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another answer each time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maximum length of the answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The answer ends before any of these texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The answer is JSON that fits this schema</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask how likely each token was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>US dollars for a million tokens. Prices change: the service's own page is right. What you change here goes before what ships.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Host</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input, $</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output, $</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prices by model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date of your prices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source of your prices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a price</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the chosen prices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your own prices; those that ship stay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The instruction; it comes first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One example with its answer; the input has the same form, up to {label}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Insert {picture}: it is drawn in characters, so that a model which only reads can be asked; without it the picture itself is sent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text between two examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>\n is a line end</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One per line; blank uses the dataset's classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model can then answer with nothing but a label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each example is a question and an answer in a conversation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Completion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One text that the model continues</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As a word of its own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exactly a label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Up to white space around it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A label, roughly</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ignoring case, quotes and full stops</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label in JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alone, or in an object</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your prompts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Versions…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any rows of the training split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stratified</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each class in turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nearest to the input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Those most alike, as an encoder sees it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Given below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples that you write</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each example under its own label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Control: each class under the next one's name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Control: labels drawn at random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>time</source>
   <comment>a few seconds</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>time</source>
   <comment>about {0} s</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>time</source>
   <comment>about {0} min</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>time</source>
   <comment>about {0} h</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>time</source>
   <comment>about {0} h {1} min</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Go</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;View</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause / Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and discard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to {page}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme: match system</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme: light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme: dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search everything…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Manual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next lesson</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesson: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the runs folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the datasets folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the plugins folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the settings folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About Workbench</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0 always takes the likeliest token; 1 samples as learnt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only the likeliest tokens that together have this probability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maximum number of tokens to write</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same seed writes the same text</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Workbench</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Logo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbench {version}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Python {python} · Qt {qt} · Qt for Python {pyside}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbench is free software under the MIT licence, without any warranty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It uses Qt and Qt for Python by The Qt Company and contributors under the GNU Lesser General Public License, version 3. They are separate libraries that pip installed; you may replace them with your own builds. Their source code is at https://code.qt.io.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Libraries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Versions, system, plugins and the last error, without keys or names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Libraries and their licences</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>see its own page</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ActivityBar</name>
  <message>
   <source>Progress in the background</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Work in the background</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Working…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop: {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AgreementTab</name>
  <message>
   <source>{0}: {1:,} labelled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>, {0:,} skipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No labels yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A second person labels the same rows under their own name; then agreement is shown here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>labels from the source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whose labels are these?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} labels by {1} imported</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>; {0:,} are for rows that are not here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Importing labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrote {0:,} rows to {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exporting labels</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswerColumns</name>
  <message>
   <source>Rendered prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mark differences</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Escape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask another model, or with another prompt, beside it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Underline the words that only one of two answers has</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which two answers are compared</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run the prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} and {m}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{share} of the words are the same at the same place</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswerMark</name>
  <message>
   <source>✓ right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>✗ wrong: it is {truth}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label: {label}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No label: it refuses.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No label: the answer is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No label: the model only reasoned. Raise the maximum of tokens.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No label in this answer.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswerPane</name>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswerText</name>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{token}” was {chance} likely</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswerView</name>
  <message>
   <source>Colour by probability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colour each token by how likely it was for the model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy the answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No answer yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waiting for {host}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading {model}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Escape stops.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reasoning…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Raise the maximum of tokens so that the model can finish.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model only reasoned and gave no answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An empty answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No answer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswererList</name>
  <message>
   <source>No models yet. Add the standard set, or pick your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add the standard set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models to compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Baselines, a frozen encoder, a small network trained from scratch, and a prompted model of this computer where there is one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings of the chosen model, such as its encoder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the rows, to know what can answer…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is one long text without labels: choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} test rows, {1} training rows, {2}. Double-click renames.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Baselines and encoders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train for this comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Existing run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompt a foundation model…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswersTable</name>
  <message>
   <source>Answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(nothing)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>wrong</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Arcs</name>
  <message>
   <source>“{0}” looks most at {1}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AttentionGrid</name>
  <message>
   <source>Attention in each layer and head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These maps hold {0} numbers, too many for a table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save one head's map, or take a shorter text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Query place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layer {0}, {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layer {0}, head {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layer {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AttentionMap</name>
  <message>
   <source>Which token looks at which</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{0}” must not look at “{1}”: it comes later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{0}” looks at “{1}”: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>is looked at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>looks</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AttentionPanel</name>
  <message>
   <source>I swam across the river to reach the other bank</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sentence that is looked at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Enter to look at this sentence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What to show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All heads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every head of every layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean of heads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What a layer's heads do on average</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rollout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From which input each token's vector comes, all layers below included</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whose attention to show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test {0} {1}: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening {0}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first {0} tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A pretrained model, which needs no run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One head at a time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose “All heads” to see how a single head comes to its map.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maps only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of this kind of rows the maps are shown, not how a head comes to them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step by step after training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>While it trains only the maps are sent. When the run is over, its queries, keys and values are shown here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attention of such rows is shown while they are learnt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open this view and train: each head's map comes a few seconds into training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run has no attention to show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a Transformer as architecture and press Train: its tokens look at each other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where does each token look?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a Transformer as architecture and press Train.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the run…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run left no model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It ended before its model was written. Resume it, or train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to see yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Appears a few seconds into training.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BackgroundJobs</name>
  <message>
   <source>Stopped.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Badge</name>
  <message>
   <source>Goes to {host}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What you ask is sent to {host}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stays on this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What you ask does not leave this machine.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Balance</name>
  <message>
   <source>Class balance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BarChart</name>
  <message>
   <source>Probabilities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Probability, {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchDialog</name>
  <message>
   <source>Prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {n} of the {split} split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(no answer: the model only reasoned)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reasoning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True label: {label}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label: {label}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No label in this answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>✓ right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>✗ wrong</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} tokens in, {m:,} out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cut at the most tokens allowed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>from kept answers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchFailures</name>
  <message>
   <source>Why questions got no answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask these again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} for other reasons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 question: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} questions: {why}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchFigures</name>
  <message>
   <source>Figures of the batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accuracy {share}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>macro-F1 {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>off-label {share}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>refusals {n:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>reasoning only {n:,} (raise the maximum of tokens)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tokens not counted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} tokens in, {m:,} out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>price not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no cost</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cost not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{cost} US dollars (prices of {date})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{cost} US dollars, {spent} of them now (prices of {date})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unknown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answered: {kinds}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchForecast</name>
  <message>
   <source>What it takes, about</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About {n:,} tokens in, at most {m:,} out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the price of this model is not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no cost</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at most about {cost} US dollars (prices of {date})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> Some questions do not fit: {advice}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchJob</name>
  <message>
   <source>The kept answers were damaged; they are set aside as {path}.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchModel</name>
  <message>
   <source>Row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Truth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(refuses)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(empty)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(reasoning only)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(no label)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchPanel</name>
  <message>
   <source>What is asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which rows are shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask no new questions for now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Escape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a dataset and press Start: each row is asked, and the answers are compared with the true labels. Answers are kept; nothing is asked and paid twice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV, for spreadsheets…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JSON lines, for programs…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run the prompt over the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the prompt first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a model first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a dataset first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is shown below was asked with other settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Counting tokens…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What it takes is not known: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>waiting for answers already asked for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It stopped early: {why}. {remedy}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export the answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrote {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exporting answers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchProgress</name>
  <message>
   <source>Progress of the batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choosing shots: {n:,} of {total:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} of {total:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} known already</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rate}/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchSetup</name>
  <message>
   <source>Dataset that is asked about</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} of {total:,} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n:,} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{dataset} · {split} split · {rows} · {k} at once</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> of {n:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The price of this model is not known: add it with Prices…, then set a ceiling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It costs nothing: it runs on this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>US dollars; it stops before a question that could cost more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These rows may be shots of others: figures say less than on the test.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of the test split are never shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>; {n:,} training rows that say the same are not shown</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchTable</name>
  <message>
   <source>Rows and answers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BudgetBar</name>
  <message>
   <source>Context budget</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{words}: the prompt, then the answer's share, then what stays free</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Chips</name>
  <message>
   <source>Tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Token {0} of {1}: “{2}”, number {3}, characters {4} to {5}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ClassButtons</name>
  <message>
   <source>Find a label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>/ or a letter: find one of {n} labels; Enter takes the first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label {name}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ClassCounts</name>
  <message>
   <source>Labels given so far</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ClassModel</name>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Precision
(%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recall
(%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>F1
(%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ClassTable</name>
  <message>
   <source>Figures of each class</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ComparePage</name>
  <message>
   <source>No comparisons yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompt a foundation model, adapt one, or train your own?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deleted…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring back what was deleted last (Ctrl+Z)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was deleted: restore it, or delete it permanently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparisons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only what is missing is trained and asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit or repeat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure times again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They were measured while the machine was busy, and are too high</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open as a page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open as PDF</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>damaged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}, step {1} of {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopped; the last step still ends</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>running in another window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not started</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopped, {0} of {1} steps done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped with {0} of {1} steps done. Nothing is trained or asked twice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deleting a comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} was deleted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restoring a comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A comparison is already running.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping… finishing: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step {0} of {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} {1} of {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at least {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped. Continue any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The comparison {0} has ended.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The comparison failed: {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ConfusionWidget</name>
  <message>
   <source>Counts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>% of true class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>% of predicted class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normalise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What each cell shows: rows, or a share of its true or its predicted class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} % right, epoch {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The examples are still being loaded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No examples in this cell.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} of {1}: a run keeps its {2} most confident mistakes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A run keeps the examples it got wrong. Choose a cell off the diagonal.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>row {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first {0} of those read correctly.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CostBars</name>
  <message>
   <source>Cost of one example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Probability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Push of the gradient</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CostPanel</name>
  <message>
   <source>Progress of the surface</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cost of one example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Options of the loss surface</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss around the weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Directions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Along the path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random directions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compute the loss surface to see the path training took.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>While a network trains, its cost on the example of the Network tab is here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The right class has probability {p}, so the cost is −log {p} = &lt;b&gt;{cost}&lt;/b&gt; (squared error {squared}). The numbers on the right are how hard the gradient pushes each class up (+) or down (−). The loss is the mean of this cost over many examples.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Computing {n} losses in the background.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The map holds {p} of the path; the dot is where training is now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two random directions, as long as the network's own filters.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CurvePlot</name>
  <message>
   <source>Line</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CurvesWidget</name>
  <message>
   <source>Legend</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Metric</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which metric the plot below shows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seconds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Horizontal axis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the horizontal axis counts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the loss on a logarithmic axis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smoothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the whole run again (Home, or double click in a plot)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No smoothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smoothing: mean of the last {0} steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time (s)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss ({0})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not shown, their task differs: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Getting ready…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to draw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run failed before it could report a loss; its message is above.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No curves yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to watch the loss fall.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run has no curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It ended before its first step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}, each step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dashed: training; with points: validation and test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epoch {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>step {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DataPage</name>
  <message>
   <source>Data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use for training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About the data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What became of the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Used for training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Downloading…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose how to read it:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hashing the dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking for leaks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training: {0}
Test: {1}
Vocabulary: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels: training + test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes: training + test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training: {0}
Test: {1}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DatasetFiles</name>
  <message>
   <source>Downloading…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DeletedDialog</name>
  <message>
   <source>Deleted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete permanently…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading what was deleted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} deleted, {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was deleted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restoring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} and {1} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete {0} permanently?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This frees {0} and cannot be undone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete permanently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deleting permanently</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DemonstrationPart</name>
  <message>
   <source>Making the prompts…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was seen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answers so far</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run the demonstration</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop the demonstration</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} questions in all. Press Run, or Ctrl+Return.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} questions in all. Press Run to send them to {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} of {1} answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} answers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} answers, {1} of them known from before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Escape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DesktopNotices</name>
  <message>
   <source>{0} has finished training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} was stopped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} failed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} has ended.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Disagreements</name>
  <message>
   <source>Rows on which the models differ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer of each model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Full answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose several rows with Shift or Ctrl to send only those</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Send {0:,} chosen rows to labelling…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Send these {0:,} rows to labelling…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is: {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DownloadRow</name>
  <message>
   <source>How much of the model has come</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Asking for {size}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{size} a second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{m} min {s} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{s} s left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DrawPlayground</name>
  <message>
   <source>Undo stroke</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Redo stroke</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste a picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pen width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network sees</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The picture the network sees</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and reads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When the network said so</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Networks (tick to compare)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Networks to ask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrong? Choose what it was:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was a {digit}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the drawing as a {digit}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on my drawings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No trained network yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train one first; it takes a few seconds. You can draw while it is learning.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{run} · learning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{run} · learning, epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{p} sure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other classes, not asked: {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and reads at {moment}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw something first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as a {digit}. You have {n} drawings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on my {n} drawings</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Drawer</name>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DrawingPad</name>
  <message>
   <source>Drawing pad</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrow keys move the pen, Space puts it down or lifts it, Delete clears.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no picture on the clipboard.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only pictures and picture files can be dropped here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw a digit here</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Editor</name>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EmbeddingMap</name>
  <message>
   <source>Settings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PCA</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>t-SNE</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UMAP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}-D</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whose vectors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the points are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Projection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dimensions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find a point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear the search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whose texts?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose or train a run that classifies text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the vectors…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What will lie close together?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train: when the run is over, its tokens become points on a map here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The map comes at the end</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When the run is over, its vectors are read from its model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run left no model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume it, or choose another run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose other points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map of tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map of texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arranging {0} points…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Neighbours stay together; far distances mean little.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These axes hold {0} % of the spread.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drag to turn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no point {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} is no point here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are too few points.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExperimentStrip</name>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Architecture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trainer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>Export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Format</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Figures</name>
  <message>
   <source>Figures of the answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prices of {date}, {source}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>first token after {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} tokens/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} in / {m} out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} of them reasoning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>from kept answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finished</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cut at the most tokens allowed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cut by a filter of the service</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>price not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no cost</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cost not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{amount} US dollars (prices of {date})</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FillBlankPlayground</name>
  <message>
   <source>Hide word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model that fills in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The likeliest tokens for the blank</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a sentence…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text with blanks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words to hide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click a word to hide it; click a blank to ask about it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} in the text is a blank, too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide what the cursor in the text stands on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Such a model learns from plain text by guessing hidden tokens from both sides: a transformer with Causal off, and the trainer's Objective masked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model that fills blanks yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set it up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide letter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask about this blank</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the cursor on a word first, or click one below.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For blank {0} of {1}: click one to put it in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is hidden yet.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FillRowPlayground</name>
  <message>
   <source>Typical row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A test row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Medians and the most frequent values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is known of the row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model of a table yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a table as dataset on the Train page, and train on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows have {0} to {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill in the row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset says {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows have {0} on average.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New to the model: the value of {0}.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Form</name>
  <message>
   <source>There is nothing to set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More settings</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FromDataset</name>
  <message>
   <source>Loading {0}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These are for testing: what learns from their labels cannot be tested on them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test rows of {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows of {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FromFile</name>
  <message>
   <source>Reading its columns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first row is a header: {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no header: {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FromFolder</name>
  <message>
   <source>In colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> pixels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures are fitted into squares of this side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FunctionForm</name>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plain: name the labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>free, winner, £1000</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whole words, commas between them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A regular expression; small and large letters are the same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Found in no row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Found in {0:,} of {1:,} rows ({2:.1%})</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FunctionTable</name>
  <message>
   <source>what a model says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not asked yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} of {1} ({2:.0%}–{3:.0%})</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FunctionsTab</name>
  <message>
   <source>New rule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rules label many rows at once. Each can be wrong; they are weighted together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rule {0} deleted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>GetModelDialog</name>
  <message>
   <source>Get a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Download</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models come from the Hugging Face Hub ({host}) and stay on this machine: asking them sends nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a repository, or write owner/name, and look up its models.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It takes about {memory} of memory, and {free} are free now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This system has no keyring: the key is forgotten with the window.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>safetensors, for transformers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped; what has come is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is there, and verified.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It broke off; what has come is kept.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>GetModels</name>
  <message>
   <source>Get models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Small models that run on this computer. They are downloaded once from the package index, verified, and need no network afterwards.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Downloaded · {licence}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{download} to download, {disk} on disk · {licence}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“Keep all data on this computer” is on: nothing is downloaded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled; the next download continues where this one stopped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Get models ({size})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume ({size})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again ({size})</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HeadTable</name>
  <message>
   <source>Use for training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First rows; Enter offers what a column can be</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first rows. Click a column's name to change what it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} more columns are not shown.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HeadTabs</name>
  <message>
   <source>Ways to look at one head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arcs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step by step</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Heatmap</name>
  <message>
   <source>Confusion matrix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicted class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of true class (%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of predicted class (%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as {0} and is {1}: {2} of {3} ({4} %)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} read correctly: {1} of {2} ({3} %)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} read as {1}: {2} of {3} ({4} %)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicted class (rows)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicted class (% of each true class)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicted class (% of each predicted class)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Histogram</name>
  <message>
   <source>{0} to {1}, mean {2}, standard deviation {3}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Count</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HistogramsWidget</name>
  <message>
   <source>Histograms of the layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights and gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to watch each layer's numbers spread.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking inside…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Appears a few seconds into training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing kept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Histograms are shown while a run trains; they are not stored with it. Resume it or train again with this page open.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HistoryPanel</name>
  <message>
   <source>Starred only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forget</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No questions yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What you ask is kept here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search prompts, inputs, models and answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search the history</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear the search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Questions, the newest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore prompt, input and model (Return)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key S</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove it from the history (Delete)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Star an answer in the history</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete an answer from the history</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unnamed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the star</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Star</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No matching questions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try a shorter search.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True label: {label}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>picture</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImportanceWidget</name>
  <message>
   <source>Importance of columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Partial dependence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean answer by value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Importance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns are measured once the run has left its model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on a table, and see which columns matter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shuffling columns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change in {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} is {1} on {2} test rows. Bars: how much worse it gets when the column is shuffled (mean of {3} shuffles with its 95 % interval).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>probability of {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean {0} with {1} set to each value in every row; between the faint lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> lie eight of ten rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean {0} with {1} set to each value in every row; whiskers hold</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> eight of ten rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>10 % of rows lie below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>10 % of rows lie above</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Probability of {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>InContextPlayground</name>
  <message>
   <source>Translate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A small transformer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>InputPanel</name>
  <message>
   <source>Kind of input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type what the prompt is asked about</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw something first, or open a picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type an input first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {n} of the {split} split, true label: {label}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>IntervalBars</name>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Low</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>High</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ItemDialog</name>
  <message>
   <source>&amp;Previous</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ne&amp;xt</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Jobs</name>
  <message>
   <source>Looking for trainings that go on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading a run</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>KeyField</name>
  <message>
   <source>Forget key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A key is kept; type another to replace it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Taken from the variable {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste the key here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is kept in the system's keyring, and nowhere else.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This system has no keyring: the key is kept in memory until the window closes. To keep it longer, set the variable {name} where you start the workbench.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LabelPage</name>
  <message>
   <source>No labellings yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New labelling…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deleted…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on these</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label rows with the keyboard.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rules</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Agreement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring back what was deleted last</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was deleted: restore it, or delete it permanently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labellings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to label yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label rows of a dataset, a file of texts or a folder of pictures with the keyboard. The labels become a dataset to train on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>damaged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} / {1:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It cannot be opened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening {0}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deleting a labelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} was deleted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restoring a labelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To train: label at least two rows of one class and one of another</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take these labels as the dataset of the next training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These are test rows of “{0}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What learns from them has seen the answers: its figures on that test say nothing any more, and neither does a comparison with it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train anyway</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LabelTab</name>
  <message>
   <source>← Previous</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next →</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left arrow: previous row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backspace: undo the last label and show its row again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Space: skip this row, without a label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right arrow: next row, without a label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The label was not saved: {0} {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One moment…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no doubtful labels to look at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another order to label more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backspace undoes the last label; rows at the right can be opened again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All rows are done.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Suggestion: {label} ({p:.0%}) — Enter accepts</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LabellingHeader</name>
  <message>
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} / {1:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:.0f} a minute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing learnt yet: rows come at random until two classes have labels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model here learns from such rows: they come at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no other labellers and no rules: rows come at random.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LabelsPart</name>
  <message>
   <source>The same examples are shown under their true labels, under the other class's, and under random ones. If accuracy stays, the model did not read the labels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts in classes, to be asked about</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many examples stand before each text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no dataset of texts in classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>true labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>flipped labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>random labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>true</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>flipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Guessing is right in {0}.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LabelsWidget</name>
  <message>
   <source>Labels from text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the text…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each step of the training sees another batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {0}: input and target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No labels to show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The labels come with the data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only language modelling makes its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Point at a token or walk with the arrow keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Above: the input. Below: the target, which is the next token.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>hidden</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>swapped for another</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>left as it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Above: the input. Below: what is to be guessed there:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{0}” is input; there is no target here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>After “{0}” comes “{1}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{1}” is hidden behind {0} and is to be guessed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{1}” was swapped for “{0}” and is to be guessed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{1}” was left as it is, and is still to be said.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LauncherChooser</name>
  <message>
   <source>Train in</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayersWidget</name>
  <message>
   <source>Counting…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>FLOP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers of the network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} in total for each example.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LeakCard</name>
  <message>
   <source>May give the answer away: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and {0} more</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message>
   <source>The stronger the colour, the less likely the token was: {levels}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LessonBar</name>
  <message>
   <source>You have done it all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the lesson</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skip this step of the lesson</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next step of the lesson</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LoadReportCard</name>
  <message>
   <source>Details…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use for training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on this table, read in this way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows left out and contradictions</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LocalOnlySwitch</name>
  <message>
   <source>Local only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep all data on this computer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LossSurface</name>
  <message>
   <source>Loss around the weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Part</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>loss {v}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+K  search everything   ?  keys </source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{page} page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training {name} on {device}: {rate} examples/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finishing {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {status}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesson: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> ({0} of {1})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training is still running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A network is still training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped runs can be resumed later from their last checkpoint.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit without saving</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close and keep training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finishing, then closing</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Manual</name>
  <message>
   <source>Manual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forward</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search the manual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next match</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next match on this page (F3)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Contents</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Page of the manual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is part of the source code, not of the manual.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{title} – Manual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing in the manual matches “{text}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No match on this page.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MistakesWidget</name>
  <message>
   <source>Worst mistakes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the examples…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No mistakes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every row that was measured is predicted correctly.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The {0} largest errors (true → predicted)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} mistakes, most confident first (true → predicted)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} mistakes, worst first (true → predicted)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What will it get wrong?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train, and its most confident mistakes appear here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not measured yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ModelCache</name>
  <message>
   <source>Asking {0} for its models</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ModelChoice</name>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set up a provider of models…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look again for models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking for models…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Goes to {host}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stays on this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{model} (not asked: local only)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“Local only” is on: nothing may leave this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Get a model…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>is being asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no model</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ModelTicks</name>
  <message>
   <source>Models to ask</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MomentSlider</name>
  <message>
   <source>Go back through the training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{moment}, step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as trained</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NearestList</name>
  <message>
   <source>Nearest, with their cosines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cosine of the angle between the two vectors; 1 is the most</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Solve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Analogy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>man</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>king</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>woman</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Third word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>is to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As the first is to the second, so is the third to what?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nearest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click a point, or find one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nearest to {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}, then {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write all three words.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NetworkPanel</name>
  <message>
   <source>Previous example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train a network to see it at work on an example.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>, cost {c}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test picture {row}: {name}, cost {cost}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NetworkView</name>
  <message>
   <source>Network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads {name} with {p}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Neuron</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer}, number {n}: {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>; number {n} before it says {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train a network or draw a digit to see it think</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NewDialog</name>
  <message>
   <source>New labelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset is not there yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose where the rows are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name at least two labels, one a line.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NextWordPlayground</name>
  <message>
   <source>Generate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type the beginning of a text…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text to continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens that were written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Temperature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model to write with</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The likeliest tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Branches of the text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Branches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No language model yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a text as dataset on the Train page and train on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Instead of “{0}”, token {1}: click another one to go on from it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Likely next tokens: click one to write it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} tokens were written, each with how likely it was. Point at one to see others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{0}”, which was {1} likely</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at {0}: {1}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NoModelCard</name>
  <message>
   <source>No model yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Command that installs a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy the command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set up a server…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A language model that you train here answers, too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You can also set up a server, or train a language model of your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type this command into a terminal, then look again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models on other machines are not asked: “Local only” is on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NoticeBar</name>
  <message>
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dismiss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Details of the error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Notices</name>
  <message>
   <source>Your runs are safe. Copy the details to report this.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NumberMap</name>
  <message>
   <source>Row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NumberSpread</name>
  <message>
   <source>Distribution</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}: {1} rows, mean {2}, median {3}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OptionsForm</name>
  <message>
   <source>Any</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JSON schema of the answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log-probabilities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is not JSON: {why}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A schema is an object, in braces.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>temperature {t} · at most {n} tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{models} cannot be held to a schema: the answer may have any form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{models} does not tell.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OverflowTabs</name>
  <message>
   <source>More</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OverviewPane</name>
  <message>
   <source>Which labelled rows are listed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labelled rows; Enter opens one to label it again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click a row to label it again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All labelled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Disputed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} labelled · {1:,} skipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} disputed</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OwnDataDialog</name>
  <message>
   <source>Your own data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drop a file or folder here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A table of texts or numbers, a text file, or a folder of recordings or texts. Nothing is copied or sent anywhere.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Command palette</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search actions, data, runs, settings, manual…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>↑ ↓  choose     Enter  open     Esc  close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing matches “{text}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{shown} of {n}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PaletteIndex</name>
  <message>
   <source>Actions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Datasets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Architectures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trainers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Playgrounds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Architecture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trainer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>colours dark light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep all data on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>privacy offline network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plugins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>switched off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not working</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparisons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labellings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Manual</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ParallelCoordinates</name>
  <message>
   <source>Figure that colours the lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parallel coordinates of runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to compare yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two runs whose settings differ are drawn here as lines.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colour by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} more settings are not drawn</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PartCard</name>
  <message>
   <source>Settings: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings of the {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Get it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} (missing)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} (changes the other part)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Get it: {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PartsView</name>
  <message>
   <source>The prompt as it is sent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>… {n} parts are not shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Description</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>System</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shot {n}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>user</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>assistant</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Patches</name>
  <message>
   <source>Picture with what a patch looks at</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PathEditor</name>
  <message>
   <source>Browse…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Browse: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PerClassWidget</name>
  <message>
   <source>Macro average: precision {0}, recall {1}, F1 {2}; {3} rows, epoch {4}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which classes are hard?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train, and precision and recall of each class appear here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not measured yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PictureDialog</name>
  <message>
   <source>Show &amp;numbers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PictureInput</name>
  <message>
   <source>Open a picture…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text beside the picture (may be empty)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text beside the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw at the left, or drop a PNG or JPEG file here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures (*.png *.jpg *.jpeg)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PicturesPreview</name>
  <message>
   <source>Pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row}: {name}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PixelView</name>
  <message>
   <source>Picture, pixel by pixel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>row {0}, column {1}: {2}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlayButton</name>
  <message>
   <source>Play</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Play the sound as the network hears it: of one channel, cut.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlayPage</name>
  <message>
   <source>Play</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More playgrounds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Playgrounds</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlotActions</name>
  <message>
   <source>Save plot…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save table…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as PNG…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as SVG…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save data as CSV…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save or copy ({0})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>plot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture (*.png)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vector picture (*.svg)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Data as CSV (*.csv)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save plot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cannot save {0}: the ending is unknown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use one of: {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture copied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing in this plot yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save it once it shows something.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PluginsPage</name>
  <message>
   <source>Add a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use this plugin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plugins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything in the workbench is a plugin. Drop a Python file here, or into {folder}, to add one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search plugins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restart the workbench</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why the plugin does not work</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy the versions and the error, to report it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No plugin matches.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not working</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Switched off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Datasets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trainers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Playgrounds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Foundation models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text encoders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models to compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export formats</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where training runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lessons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kinds of input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kinds of target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Built in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Installed package</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>version {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything else works without it. Copy the details to report this.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs a Python package that is not installed. Install it, then restart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything else works without it. Get a newer version, correct the file and restart, or switch it off; its author needs the details below.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left out because the workbench was started in safe mode.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Switching it off hides what it brings. Your runs and data stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Takes effect after a restart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Takes effect after a restart. Runs that need it can then not be continued.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>on: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>off: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>new: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>After a restart – {changes}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied the details to the clipboard.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a plugin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Python files (*.py)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add {names}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A plugin is code that runs with your permissions, from the next start on. Add only what you trust. A plugin of the same name is replaced.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PointMap</name>
  <message>
   <source>Map of points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Group</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PositionsWidget</name>
  <message>
   <source>Position table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Similarity of positions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Score against distance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Position × number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the model…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How does it know the order of words?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train. When the run has ended, this shows how its network encodes positions, and whether it uses them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Still training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The position table is read from the model, which is written at the end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run left no model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume it, or train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>score</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distance (tokens)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Score (relative)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Point at the picture, or walk it with the arrow keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cosines │ sines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&lt;b&gt;Learned positions.&lt;/b&gt; Each of the {0} positions has a vector of its own, which is added to the token there. Training began with noise; stripes are what it has found of use.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&lt;b&gt;Fixed waves.&lt;/b&gt; Each of the {0} positions has a vector made of sines and cosines, fast ones left in each half. It is added to the token and never learns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&lt;b&gt;Rotary positions.&lt;/b&gt; Queries and keys are turned by angles that grow with the position (of {0}), so a score depends on the distance alone. Right: what turning leaves of the score of two equal vectors.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&lt;b&gt;Order is in the recurrence.&lt;/b&gt; This network reads one token after the other into its memory; it needs no table of places.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&lt;b&gt;No positions.&lt;/b&gt; Nothing tells this network where a token stands. If it takes the mean of all tokens, it cannot tell a sentence from its words in any order; one that only looks back still feels order by what it cannot see yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first {0} are shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Position {0}, number {1}: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Positions {0} and {1}: cosine {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} tokens apart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PresetChooser</name>
  <message>
   <source>own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sizes that are known by a name; all can be changed below.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PreviewTable</name>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PricesDialog</name>
  <message>
   <source>Prices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yourself</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptChoice</name>
  <message>
   <source>Prompt of this column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} (example)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptColumn</name>
  <message>
   <source>Remove this column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{model} takes no pictures: choose a model that sees, or draw them for it with {{picture}} in the example.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{model} cannot be held to the form wanted: it may answer anything.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run (Ctrl+Return) asks the model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose one above.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct what stands beside its fields.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The prompt cannot be asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run (Ctrl+Return) asks again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped before it began</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Escape stops.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptDialog</name>
  <message>
   <source>Prompt a foundation model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers of examples, separated by commas: one model for each</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plain: name the labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} examples</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptForm</name>
  <message>
   <source>Task description</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>System text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hold answers to the labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading an answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Between examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Chat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First label mentioned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the dataset's classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>system text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{models} only goes on with a text: choose Completion.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{models} only answers in a conversation: choose Chat.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{models} cannot be held to the labels: it may answer anything.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptMenu</name>
  <message>
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New, open and save prompts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep this version under its name (Ctrl+S)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompts (*.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” had changes that were not saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unnamed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The prompt cannot be saved: something in it is impossible.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct what stands beside the fields.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} (not saved)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptPart</name>
  <message>
   <source>Ask about all rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Counting tokens…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done; its answers are kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} rows, about {1:,} tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the price is not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at most $ {0:.2f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>costs nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} of {1:,} rows answered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped. Its answers are kept; ask again to continue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It labelled {0:,} rows.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptPlayground</name>
  <message>
   <source>Prices…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What services charge for a million tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromptRow</name>
  <message>
   <source>Prompt with {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProviderDialog</name>
  <message>
   <source>The key is kept in memory, until the window closes.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReadOnlyTable</name>
  <message>
   <source>Text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Given examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add an example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the chosen examples</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReadTextPlayground</name>
  <message>
   <source>Type or paste a text…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text to classify</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models (tick to compare)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model that classifies text yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose labelled text as dataset on the Train page, and train on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model reads the first {0} characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not compared, because the classes are others: {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a text</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReasoningView</name>
  <message>
   <source>Reasoning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} characters</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RecallWidget</name>
  <message>
   <source>Influence against distance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens per second against length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distance (tokens)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Influence (relative)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text length (tokens)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Speed (tokens/s)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory: influence on the answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Speed: tokens per second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Legend</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As built</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trained runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whose memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fresh networks of about equal size, or the runs on this dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which speed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forward and backward, or forward alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the text…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measuring memory…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measuring speed: texts of {0} tokens…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measured while a training ran: speeds are too low.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measured on this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measuring…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why did transformers take over?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Measure: how far back a recurrent network, an LSTM and a transformer of one size remember, and how fast they are on this machine. It takes less than a minute.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much an answer changes with a token so far back; the newest token's is 1. Share of the influence from more than {0} tokens back: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nobody was asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In texts of {0} tokens: {1}. Each has about {2} weights; faint lines are quartiles.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} tokens back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>texts of about {0} tokens</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReliabilityPlot</name>
  <message>
   <source>Gap (accuracy − confidence)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReliabilityWidget</name>
  <message>
   <source>Reliability diagram</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bins of equal width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bins of equal size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Divide confidence evenly, or so that each bin has about as many rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Confidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>calibrated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bins of equal width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bins of equal size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>neither over- nor underconfident</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>underconfident</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>overconfident</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ECE {0} % in {1} {2} (Guo et al. 2017). Mean confidence {3} %, accuracy {4} %: {5} on the whole. {6} rows, epoch {7}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>confidence {0} ({1} rows)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Can its confidence be trusted?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train, and at each evaluation confidence is compared with accuracy here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No scores yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown at the next evaluation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No scores from this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scores are kept of the test split unless it is very large.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Rendered</name>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fewer shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy the prompt as it is sent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show as many shots as fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the prompt first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show {n}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set the number of shots to what fits</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ResidualsWidget</name>
  <message>
   <source>Predicted against true</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Residuals</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicting the test rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} test rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} of {1} test rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} {1} rows, epoch {2}: {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No errors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every row was predicted exactly.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The {0} largest errors on the {1} split, epoch {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far off will it be?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train, and predicted and true numbers appear here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not measured yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RocWidget</name>
  <message>
   <source>ROC curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Precision–recall curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class in front</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>False positive rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True positive rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recall</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Precision</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Computing the curves…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>false positive rate {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>recall {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>macro average</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} ({1} rows): AUC {2}, average precision {3}, epoch {4}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Macro average over {0} classes: AUC {1} (lowest {2}, {3}), average precision {4} (lowest {5}, {6}), epoch {7}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The {0} lowest are drawn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How well are classes separated?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train: at each evaluation the curves of every class appear here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No scores yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown at the next evaluation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No scores from this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scores are kept of the test split unless it is very large.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RowFilter</name>
  <message>
   <source>to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lowest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Highest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> (in {0})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} of the rows that are shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{first:,} to {last:,} of {n:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tokens {first:,} to {last:,} of {n:,}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RowInput</name>
  <message>
   <source>Dataset of the input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of the row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>row </source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text of the row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a dataset.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True label: {label}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RowPicture</name>
  <message>
   <source>Picture to label</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RowText</name>
  <message>
   <source>Row to label</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RowView</name>
  <message>
   <source>Column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values of the row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row as text</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RowsModel</name>
  <message>
   <source>Picture {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RowsPreview</name>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No {0} here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another split or a wider filter above.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunBar</name>
  <message>
   <source>Progress of the run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue from the last checkpoint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the run…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Getting ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finished</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interrupted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epoch {0} of {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epoch {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} examples/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The program ended before the run did; nothing logged is lost.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunButtons</name>
  <message>
   <source>Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and discard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure and export what was learnt so far</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop immediately; the last checkpoint stays</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop, and save what was learnt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skip measuring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export what was learnt without the figures that are still missing (Ctrl+.)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name, seed, device, precision, where to train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train this experiment (Ctrl+Return)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunningTextPreview</name>
  <message>
   <source>The text</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunsModel</name>
  <message>
   <source>The best test result on {0} so far</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunsPage</name>
  <message>
   <source>Undo delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deleted…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring back the run deleted last</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete the run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter the runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notes on this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick runs to compare their curves on the Train page.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings and figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parallel coordinates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Views of the runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No runs yet. Each training is kept here, with its model and figures.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train longer…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicate experiment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pack…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring back the run that was deleted last (Ctrl+Z)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was deleted: restore it, or delete it permanently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unpack…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a run that somebody packed into a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the list of runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changing a run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train longer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Total {0}, with those already trained:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} was deleted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pack the run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Packed the run into {path} ({size} MB).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Packing a run into {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unpack a run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Packed runs (*.zip)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Added {id}. Missing data: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the data beside the file and unpack again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Added {id}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unpacking {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export the model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrote {path}. </source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exporting {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SamplesWidget</name>
  <message>
   <source>What the model wrote, the newest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epoch {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the sound</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sound (*.wav)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What will it write?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train: what the model writes or draws appears here at each evaluation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No samples yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown after the first evaluation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No samples from this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It ended before an evaluation, or its trainer makes none.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SendDialog</name>
  <message>
   <source>Send rows to labelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0:,} rows on which the models differ become a labelling. They are test rows of {1}: nothing may learn from their labels and then be tested or compared on them. Their present labels come along, to compare with yours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}, disputed</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Sentence</name>
  <message>
   <source>Sentence with arcs to what a token looks at</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SeriesPreview</name>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SetUp</name>
  <message>
   <source>Measure learning curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The question</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models to compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many labels are needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What it costs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set-up of the comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a model to compare.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask at least ten rows.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message>
   <source>Settings of {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An encoder on this machine</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsDrawer</name>
  <message>
   <source>No run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run options</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsModel</name>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Appearance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Match system</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notify me when a long job ends</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By the system, and only while you use another window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>English unless you choose another. The manual stays in English.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restart now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Takes effect after a restart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Privacy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep all data on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keys are kept in the system's keyring.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This system has no keyring: keys are kept until the window closes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Datasets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plugins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the folder of {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Versions</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsTab</name>
  <message>
   <source>Only what differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export as CSV…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings and figures of runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide settings that are the same in all runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rows and columns that are shown, with all figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the settings of runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} of {1} runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}, {1} of {2} settings, {3} figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export as CSV</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrote {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SeveralEditor</name>
  <message>
   <source>Choose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose: {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter the shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShotCount</name>
  <message>
   <source>Shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples before the input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>zero-shot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>one-shot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>few-shot</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShotsForm</name>
  <message>
   <source>Which examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels of the shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nearness by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed of the shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same seed draws the same examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples come from its training split, never its test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples and labels are written here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An encoder on this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write examples first: press Add.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SoundPlayground</name>
  <message>
   <source>Choose a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Record</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Record from the microphone; begin to speak at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models (tick to compare)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model that hears sounds yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose recordings in a folder as dataset on the Train page, and train.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a sound</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sounds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Listening…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not compared, because the classes are others: {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose, drop or record a sound</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SpectrogramPlot</name>
  <message>
   <source>Log-mel spectrogram</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time (s)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Frequency (Hz)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Level (dB)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SplitBox</name>
  <message>
   <source>Split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which part of the data was measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StepTable</name>
  <message>
   <source>How a token comes to its answer, step by step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{0}” must not look at “{1}”: it comes later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{0}” asks “{1}”: {2} = {3}; divided by √{4}: {5}; its share: {6}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{0}” asks every token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Query</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Their sum is what this head adds to “{0}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} of “{1}”, number {2} of {3}: {4}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StepsView</name>
  <message>
   <source>Steps of the comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You can stop or close at any time; it continues where it left off. The other pages can be used meanwhile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparing: {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>waiting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in progress</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TableView</name>
  <message>
   <source>Models</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TasksPart</name>
  <message>
   <source>This transformer learnt from blocks of words with their answers. No task is named: which one it is, the examples alone say. Of one task its text had no example at all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right answers against shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking for runs…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformers that learnt from letter tasks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The task whose prompts and answers are shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set up the experiment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No transformer has learnt letter tasks yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training one takes about three minutes here. Press the button, then Train on the page that opens, and come back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples in the prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right answers (share)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Legend</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right answers against the number of shots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} (absent)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} shots</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TemplateBox</name>
  <message>
   <source>Insert {name}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TextDialog</name>
  <message>
   <source>The text</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TextsPreview</name>
  <message>
   <source>Texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>row {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Together</name>
  <message>
   <source>Label these</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Least sure of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How certain the rules must be of a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows on which the rules are least certain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows whose label helps most come first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rules are weighted here by their agreement and by the rows that you labelled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} rules cover {1:,} of {2:,} rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No function ever says {0}, and nobody has given that label: rows of that kind are taken for something else. Write a function for it, or label some.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at least {0:.0%} sure of {1:,} rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TokenView</name>
  <message>
   <source>Choose a text to see its tokens.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first {0} tokens. Point at one or walk with the arrow keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} tokens. Point at one or walk with the arrow keys.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrainPage</name>
  <message>
   <source>Views of the run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More views of the run</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TranslatePart</name>
  <message>
   <source>The same questions with 0, 1 and 3 examples. Only the prompt changes.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Trouble</name>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TryRowPlayground</name>
  <message>
   <source>Choose a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A test row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model for rows of a plugin's kind yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose such a dataset on the Train page and train on it. Pictures and texts have playgrounds of their own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a {0}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A {0} cannot be typed: take a test row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> (the first)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>row {0} of {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset says {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows have {0} on average, standard deviation {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This file is from elsewhere and is asked in a process apart.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UnknownTokens</name>
  <message>
   <source>{0} and {1} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This model does not know: {0}; it reads it as unknown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This model does not know: {0}; it reads them as unknown.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>VerdictView</name>
  <message>
   <source>Figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Against the best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parts of the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows on which they differ ({0})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not decided</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conditions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warnings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} rows of the test split, the same for everyone; sha256 {1}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label the {0:,} disputed rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that only one of the undecided models has right. A wrong label among them changes the result most.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>VersionsDialog</name>
  <message>
   <source>Versions of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Versions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This version as a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ViewFrame</name>
  <message>
   <source>The view {0} of the plugin {1} stopped working.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What went wrong</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ViewTabs</name>
  <message>
   <source>More views</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WavePlot</name>
  <message>
   <source>Waveform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Channel {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time (s)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_CellPane</name>
  <message>
   <source>Examples behind the cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>‹ Matrix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the matrix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the confusion matrix</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_FromPath</name>
  <message>
   <source>Browse…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows to label</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_Shuffle</name>
  <message>
   <source>Shuffle test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the shuffle test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As it is and shuffled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Asks the model for the held-out texts as they are, and with words shuffled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shuffled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without order {0} changes by {1}: this model uses order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without order {0} changes by {1}: the words count, not their order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} guesses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0}; intervals of 95 %.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>points</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_WithBars</name>
  <message>
   <source>Model to ask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right answers under each condition</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right answers, with 95 % intervals</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model is chosen yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose one above, or set one up.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_WithTokens</name>
  <message>
   <source>What the model sees: tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the vocabulary…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a text to see its tokens.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>app</name>
  <message>
   <source>{problem} Runs are kept in {folder} for now, which the system may empty.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>contained</name>
  <message>
   <source>This part failed to load ({target}).</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>form</name>
  <message>
   <source>Reset {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to {value}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>host</name>
  <message>
   <source>Copied versions, system, plugins and the last error to the clipboard.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No dataset opens {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a table, a text, or a folder of recordings or texts.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>parent</name>
  <message>
   <source>Fitting files ({0})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Download ({0})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Download</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose {0}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>self._host</name>
  <message>
   <source>Reading a run</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>self.self</name>
  <message>
   <source>What the labels do</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>summary</name>
  <message>
   <source>Describing the network</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>time</name>
  <message>
   <source>{0} left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>widget</name>
  <message>
   <source>Not measured yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which classes get mixed up?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train, and after the first epoch you see which classes are confused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Getting ready…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>window.host</name>
  <message>
   <source>The view {0} has nothing to show for this run.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>contributions</name>
  <message>
   <source>0 leaves one core to everything else. One more than there are free cores makes it many times slower.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>11,000 small colour pictures of vehicles and animals.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>110 sentences that praise or complain; built in, to ask foundation models about.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>13,083 questions to a bank in 77 intents.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>5,000 real handwritten digits that come with the workbench; needs no network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>5,131 different text messages, an eighth of them spam.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>70,000 pictures of clothes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A CSV, TSV, Excel, Parquet or JSON file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A CSV, TSV, JSON or Parquet file with a row for each point in time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A CSV, TSV, JSON or Parquet file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A GGUF file, or a folder of them; downloaded models are listed in any case.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A class or a number; auto decides by the target's values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A field for each column of the table; the model answers as you type.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A folder with config.json, model.safetensors and tokenizer.json of a BERT-like sentence encoder; off takes the one that was downloaded or installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A frozen encoder turns texts into vectors; a line between them is learnt.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A megabyte of Shakespeare's plays.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A model's folder with config.json, safetensors and its tokenizer, or a folder of such folders; what was downloaded here and the Hugging Face cache are looked into in any case.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A pretrained encoder and one linear layer; to be fine-tuned, or trained from nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A pretrained encoder that `workbench get-models` brings: vectors of words and texts, and attention to look at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A process of its own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A recurrent network with a second memory that gates write, keep and read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A recurrent network with two gates that decide what to keep and what to forget.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A run on the same dataset, by its id or name, whose answers are learnt.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A second table with the test rows, for a published split; blank splits this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A second table with the test rows; blank splits this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A single ONNX file with its preprocessing and class names included.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A small GPT: every token looks back at all before it and guesses the next.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A small language model that answers prompts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A small network learns the answers of another run's network (Hinton et al. 2015).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A text encoder: vectors of words and sentences.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A text file, or a folder of them, for models that continue text; a sample is built in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Absent task</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accumulation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Activation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adapt a pretrained model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add the built-in digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ahead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All 70,000 handwritten digits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also read backwards.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also read backwards; only to classify whole texts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also train on rows that the rules label with confidence. Tests use people's labels only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also write where its tokens look, to NAME.attention.onnx; for transformers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always answers with the training rows' mean: an R² of about 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always answers with the training rows' median: no constant has a smaller MAE.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always gives the labels that at least half of the rows have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always says the most frequent class: what a model must beat to know anything.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always the mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always the median</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An answer that goes on for longer is given up.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An answer that says nothing for so long is given up.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another run's id or name, whose weights this network of the same architecture starts from; blank uses those of the architecture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another seed, other sentences.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another seed, other words.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anthropic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anthropic's models; prompts are sent to api.anthropic.com.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any server that speaks as OpenAI does, at an address of your choice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Architecture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As provider/model; empty takes one that is on this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask a model that somebody else trained, several side by side, or over a dataset.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At each place of a text, the token that follows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At once</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attention</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attention heads in each layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attention maps in each layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Augmentation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto takes the graphics card where there is one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Averages a text's tokens and ignores their order: fast, and often hard to beat.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Averaging memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bag of embeddings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bands of the spectrogram that goes in; 0 uses the waveform.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Banking questions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Baseline</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch normalisation after each convolution.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batches of a language model's training: the input, and below it the target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batches whose gradients make one step: a larger batch in the same memory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bend pictures by about this much, as handwriting varies.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bits per byte</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blocks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blocks of attention.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Both directions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CIFAR-10 (subset)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CPU threads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Causal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Channels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose or record a sound, see it as the model hears it, and watch models answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes count alike</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classify text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column types</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns not to learn from, separated by commas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns of the series, separated by commas; blank uses all numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare and label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compile</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compile the model: slower start, faster steps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Confidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Confusion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect within</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Constants in linear layers and norms; GPT-2 has them, newer networks do without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Context</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Contradictions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Convolutional network on series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Convolve over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Corrects what was guessed, such as age=number, cabin=category. Types: number, category, yes/no, date, text, ignore.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cost</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Counts words, weighs rare ones more, and draws a line: the classical answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Created</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cuts a picture into patches that look at each other like the words of a text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deeper convolutional network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device to train on; auto picks the fastest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Diabetes has a number to predict, the others have classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distillation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw a digit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw a digit with the mouse. The bars say what the network reads.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw with mouse, finger, pen or keys; every stroke is read at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dropout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dynamic range</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each but the last halves the length behind it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each row belongs to one of several classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each row has a number to predict.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each row has any number of labels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Early stopping</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Elastic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Embedding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Embedding map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Embeds every column, numbers piecewise-linearly, and passes all through dense layers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Encoder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>End rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>End the training when it takes more than this beside torch; blank for no limit. Works on Linux.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equalise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evaluate every</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every column is a token; attention says which columns are read together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every frame of a series or spectrogram looks at all others; shows where it looks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every token of a text looks at all others, and their mean decides on the class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exact match</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Examples in each step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export the model there: it is a file that runs anywhere.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>FT-Transformer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fashion-MNIST</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Feature maps of each block, first to last.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Features of the first layer; twice and four times as many follow.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File or folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill in a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill the blank</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filler words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finds shapes in a series or spectrogram, wherever in time they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fine-tuning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fine-tuning on text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For a text with different labels: keep the first, the majority, or drop all its rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For rows with more than one label: take the first, drop the row, or keep them together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Freedom</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From one frame to the next.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GRU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GRU on series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GiB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Given up after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Goes on from trained weights: the head alone, the last layers, all of them, or LoRA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Goes on when the window is closed, and a crash in it harms nothing else.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Google</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Google's models; prompts are sent to generativelanguage.googleapis.com.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient boosting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient clipping</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Group</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Group column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Guess the next token from those before, or hidden tokens from both sides (as BERT).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hamming loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Handwritten digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Harmless changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Head's learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Header</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Heads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hear a sound</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hidden layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hidden width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide a word of a text and see what a model that reads both ways puts there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Histograms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far back networks remember, and how fast they read, measured on this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far below its loudest a recording is heard; a noisy room needs less.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far training changes rows in ways that leave their target as it is; 1 is usual, 0 takes them as they are. What is changed is up to the kind of data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many are made; about a fifth of them is for testing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many blocks of six words with their answers it is trained on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many layers of neurons.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many tokens it can look back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many waves are made; a quarter is the test.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many, each for what those before got wrong.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much each tree corrects.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much of a text is read, from its start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much of each recording is used, from its start; shorter ones are padded with silence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much the teacher's answers are softened; higher shows more of what it takes for similar.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much worse the model gets without each column, and how its answer follows one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How often to ask a server that has too much to do.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How positions are encoded; rotary encodes distances alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How positions of patches are encoded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How slowly the running average moves.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the gradient becomes a step; adam needs the least care.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the gradient becomes a step; adamw is customary here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the gradient becomes a step; adamw suits tables.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the learning rate changes: one-cycle rises, then falls.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the network knows where a token stands, and what it loses when words are shuffled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How weights and gradients of each layer are spread while training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hz</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In-context learning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Intervals that each number column is cut into, by its quantiles.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Iris, wine, breast cancer and diabetes: small classical tables; no file needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its name; blank uses the most recent one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its standard deviation; waves are 0.5 to 1.5 high.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Join look-alike labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps each layer's values in range; helps deep networks train.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kernel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kernels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LM Studio</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LM Studio's server on this machine; found when it runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LSTM</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label smoothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels of rules</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language modelling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language models that were trained here; nothing leaves this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest allowed gradient norm (0 = off).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest allowed gradient norm; blank does not clip.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last stages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers between the mean and the classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers of neurons, each connected to all before it; 784-16-16-10 fits on one screen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers to train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learn from these only, separated by commas; blank uses all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learn from this many synthetic digits as well, written as people write with a pen and MNIST does not: slashed zeros, crossed sevens, ones with a serif, open eights. Nothing is measured on them, and few labels do without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning rate per stage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learns from plain text alone: the target is the text itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave blank to use what is fastest at the moment; a number makes runs repeatable bit by bit on a busy computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Length of a spectrogram's frame.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Letter tasks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Limit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Linear model of a table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Linear regression of a table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LoRA alpha</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LoRA layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LoRA rank</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Logistic regression for classes, ridge regression for numbers: the classical answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Longest answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Longest silence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss, a metric and learning rate, live, of one run or several.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lowest probability of the rules for a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MAE</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MNIST</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Macro-F1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Majority class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maximum size of the vocabulary; with characters, each one is a token.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mel bands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory limit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory of past gradients (Adam's first beta).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory of past squared gradients in Adam.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory of past squared gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Micro-F1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MiniLM</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MiniLM with a head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mistakes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mixes each token into one memory; simple, and it forgets after some ten tokens.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models in the format of Hugging Face transformers: they write, encode, and show their attention. `pip install "transformers&gt;=5,&lt;6"` brings the library, `workbench download-model` a model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Momentum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most frequent labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multilayer perceptron</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names of the linear layers that get factors, separated by commas; blank for attention's projections, or every linear layer where there are none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names of the models to offer, with commas between; empty asks the server.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Neurons and connectors lit by one example, while training and after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Neurons between the last block and the classes; 0 for none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Neurons in each hidden layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Neurons in each layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No pictures of these, separated by commas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No token sees a later one, as writing needs; off, it fills blanks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normalisation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of layers, each on top of the other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of training steps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of transformer blocks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers by which each column is represented.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers for each column.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ONNX</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Objective</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of an Excel workbook; blank takes the first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of this task the text has no example.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ollama</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ollama on this machine; found when it runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One embedding for input and output: fewer weights to learn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One linear layer: each class gets one weight per pixel, so its weights are a picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One long text, read from its start to its end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One of several classes, or a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One weight for each number and each value of a category: linear or logistic regression.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only these, separated by commas, such as automobile, truck; blank uses all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open Play on the left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open Runs: what you trained is kept there, with its figures.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open models in GGUF files, without a network. `workbench get-models` brings a small one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OpenAI</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OpenAI's models; prompts are sent to api.openai.com.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OpenAI-compatible server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Optimiser</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other waves for another number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output shape, parameters and operations of each layer, before training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pad each picture so that a convolution keeps its size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Padding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passes over the training data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Patch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pen digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Perceptron with embeddings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Perplexity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures of one size, grey or in colour.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixels + logistic regression</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plain text in any encoding; blank uses the built-in sample.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Play</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plugins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Positions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Precision</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Precision, recall, F1 and rows of each class, live; sort by any column, save as CSV.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicted against true numbers, and the errors; each point opens its row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train. A small network learns from 4,000 handwritten digits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pretrained encoder + linear head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prompt a foundation model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pull of the weights towards zero; larger is simpler.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pulls matrices towards zero at each step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pulls weights towards zero at each step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Questions answered at the same time; fewer where memory is short.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RMSE</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ROC / PR</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ROC and precision–recall curves of each class, live and afterwards.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads a series or spectrogram frame by frame into a memory with gates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recording</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recordings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recordings in a folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recordings of one length and rate, heard as a log-mel spectrogram.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recurrent network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refuse the table, or skip rows of another length or with broken quotes and list them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refuse the table, or skip rows with too many cells.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regularisation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reliability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Residuals</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rotate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rotate pictures by up to this much.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows are sorted by it; blank keeps the order of the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows between the end of a window and its target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows checked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows from one window to the next.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows from your own CSV, TSV, Excel, Parquet or JSON file; predicts any column.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows in a second, to show times; 0 where time is not counted in seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows in a window.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows in each step at most; of few rows fewer, so that an epoch has 20 steps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of a rare class weigh more, so that few labels do not all go to the frequent one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of a table: numbers, categories, dates, missing values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of numbers of one shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of one group, such as one device or patient, are a series by themselves and stay in one split.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that belong together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Running text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>R²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SMS spam</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sample</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sample tables</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Samples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Samples per second that all are resampled to; blank uses the most common rate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scales the factors' product by alpha / rank.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scaling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Schedule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second beta</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>See what a model learns from examples in its prompt, and from their labels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sees pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sentences</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Series from a table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Several labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share for testing, if split at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of connections dropped at each step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of neurons dropped at each step, against overfitting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the groups for testing; without groups, the last part of the series.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the last features dropped at each step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the learning rate left at the end of the cosine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the loss that comes from the teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the mean dropped at each step, against overfitting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the rows for testing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the text's vector dropped at each step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the text, from its end, kept for testing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the training examples held out for validation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of the training in which one-cycle rises.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of values dropped at each step, against overfitting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of values dropped between layers at each step, against overfitting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift pictures by up to this much.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Short reviews</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shows the network labelled pictures and lowers its cross-entropy step by step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shows the network labelled texts and lowers its cross-entropy step by step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shows the network rows with their targets and lowers the target's loss step by step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side of each block's filters; one number serves all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side of the square patches; larger is faster and less detailed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sine, square, triangle and saw waves in noise, made on this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of a frame's vector; the heads share it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of a patch's vector; the heads share it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of a token's vector.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of a token's vector; the heads share it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of the hidden state.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slant pictures by up to this fraction of their height.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Small convolutional network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Softens the targets (0 = off).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Softmax regression</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sounds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sounds from a folder of WAV, FLAC, Ogg, AIFF or MP3 files, labelled by their names.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stages before the head that are trained (with last).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start from run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step size for pretrained weights: of the stage before the head, and of LoRA's factors.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step size for the head: fresh weights need larger steps than trained ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step size of a stage relative to the one after it; below 1 the first layers, which are the most general, change least.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step size; tune this first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps between evaluations.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps between evaluations; blank for one each epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps in which the rate rises, before it falls.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps that a layer sees at once; odd.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop after this many evaluations without a better validation loss; blank trains all epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop after this many seconds of training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop after this many seconds of training; blank sets no limit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop at the first, or leave them out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stroke</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Supervised learning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Supervised learning on any rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Supervised learning on tables</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Supervised learning on text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>TF-IDF + logistic regression</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table of numbers and categories</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tags</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take out what a microphone or a room adds to a band at all times; what hums on in the same way goes with it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher's weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Temperature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test groups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test rows that the exported weights are tried on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text transformer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts from a CSV</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts or pictures that you labelled on the Label page.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts with labels from your own CSV, TSV, JSON or Parquet file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts, each cut into tokens.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column that says whose row it is (author, customer, device): rows of one are never in both splits. Blank if rows are independent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column that says whose row it is (customer, device, patient): rows of one are never in both splits, and it is not learnt from. Blank if rows are independent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column to predict; blank takes the likeliest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column with the labels; blank detects it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column with the texts; blank detects it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column with train or test in each row, for a published split; blank splits at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column with train or test in each row; blank splits at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The digits you drew and named on the Play page, with the built-in ones if you like.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The encoder's published weights, or fresh ones of the same sizes: what the former are worth shows beside the latter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The end of the training text, held out for validation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The field of the pattern to predict.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The field whose values are never in both splits, such as speaker; blank if recordings are independent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder of recordings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The most questions asked at the same time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The most tokens of prompt and answer together; costs memory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network's tensors for torch, with its settings and preprocessing as JSON beside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The next token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same seed gives the same curve on this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Thicken or thin strokes by up to this much on each side.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This process</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Threads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Three blocks with batch normalisation and a hidden layer: slower, more accurate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tied weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time alone, or time and bands as over a picture, which suits spectrograms.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time budget</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time steps of each wave.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tiny Shakespeare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokenizer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokenizer of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens it writes at each evaluation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens of a text that are read, from its start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens per example; blank uses the model's full context.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens that an evaluation during training uses; the last one uses all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train a network on handwritten digits, then draw one and watch it being read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on your drawings and the 5,000 digits together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train the head first and, after this many epochs each, one more stage, from the last to the first; blank trains all at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trains in a background thread: it ends when the window or the command ends.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trains on batches of rows, averages the weights, and stops when it gets no better.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformer on series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Treat spellings of one label, such as Spam and SPAM, as one class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trees</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trees that correct each other: hard to beat on tables.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two layers of learnt filters and a linear one; reads 99 % of MNIST after one epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a row or choose a file, and a model of any kind of data answers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a text and watch one or several models decide what it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type text, see the likeliest next tokens, and let the model write on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unfreeze every</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unit of a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unreadable files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unreadable rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use only this many training examples per class; blank uses all. The test split stays whole.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use only this many training pictures; blank uses all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use the tokenizer of this pretrained encoder, such as minilm; blank trains a new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Val. loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values over time, all rows of one length.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vary the size by up to this fraction.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vectors of a run's tokens, its texts or a pretrained encoder's words as a map.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vision transformer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vocabulary</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warm-up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wave shapes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weak pull to zero where large, strong where small.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weighs every pixel and draws a line: the classical answer for small pictures.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight averaging</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights (safetensors)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What a file's path says, such as {label}/* for a folder a class, or {label}_{speaker}_{take}.wav.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What a neuron does with its sum; sigmoid is the classic choice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What leaves the target as it is, of shift, gain, noise, speed, voice, masks: the trainer's Augmentation makes these changes, and no others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What one example costs, and a slice of the loss around the weights with the path taken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What one token is: a character, some bytes, or a piece of a word.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the model writes, draws or plays while it learns, the newest first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the network is most surely wrong about, or furthest off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the run is called; empty for the dataset's name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What to predict; its value at the end of a window counts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where each token, patch or column looks in every layer and head.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the server is, such as http://127.0.0.1:8080/v1; empty: where usual.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether confidence can be trusted: reliability diagram and calibration error (ECE).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether the first row names the columns; auto decides by content.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether the models take pictures.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which classes are taken for which; each cell opens its examples.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which examples keep their labels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which groups are for testing, such as device=3, 4; blank draws them at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which groups are for testing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which recordings are for testing, such as speaker=george or take=0-4; blank splits at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which recordings are for testing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which rows are for testing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Width of the factors; a higher rank can learn more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows of a table whose rows follow each other in time, with a class or a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Word order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words with answers, such as “bad&gt;dab”: which task it is, only the examples say.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words without meaning in each sentence, anywhere in it: more are harder to read past.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write a plugin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your drawings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your first digit reader</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your own runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your own text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>adam</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>adamw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>all numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>auto</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bf16 is faster on recent graphics cards and a little coarser.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bits per byte</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bpe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>built-in sample</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>char</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cipher</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>constant</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cosine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cpu</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>diabetes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>drop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>each epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ema</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ema keeps a running average of the weights and exports that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>evaluations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>exact match</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>float32 is exact; as stored takes half the memory for most models, and may be slow here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>fp32 is exact; fp16 halves the file; int8 quarters it and is calibrated on real rows. Text stays in fp32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>fresh</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>full</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>gelu</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>head: the last layer alone, on features computed once; last: it and the stages before it; full: everything; lora: it and narrow factors beside large weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>independent recordings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>independent rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>iris</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>keep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>last</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>learned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>llama.cpp and vllm can be held to labels; empty settings of a known service know it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>llama.cpp server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>llama.cpp's server on this machine; found when it runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lora</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>macro-F1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>majority</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>masked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>micro-F1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>momentum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>most common</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>most recent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>neurons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>new</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no column chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no file chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no folder chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no limit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>one series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>openai</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>order of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>perplexity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pieces</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pretrained</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>quantile</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>random groups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>random split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>recording</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>recordings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>refuse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>relu</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>reverse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rotary</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rotate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sgd</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sigmoid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sinusoidal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>skip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>split this table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>standard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>standard: zero mean and unit variance; quantile: by rank, for long tails and outliers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tanh</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>texts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>usual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>vLLM</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>vLLM's server on this machine; found when it runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>vllm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>wine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>wordpiece</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“the cat chases the dog” or the other way round: only the order of words decides.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>calls</name>
  <message>
   <source>Hash</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not asked yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as WAV…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sounds and series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tables</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is {0}; the network answered {1} (row {2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is {0}; the network read {1} and was {2} sure (row {3}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your own…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>built in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nats</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs a download</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs a download ({0})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>vocabulary {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>your file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>your folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{0} to train</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
