"""A tour of linfnet on a table: train, certify, attack, and draw what was found.

Run it with the package and matplotlib installed: python docs/tours/tabular.py
The cells work in a notebook too. The pictures go to the folder that --output names.
"""

# %% Readings of four instruments whose units differ by orders of magnitude; three states.
import argparse
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from pyspark.ml import Pipeline
from pyspark.ml.feature import StringIndexer, VectorAssembler

import linfnet

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--output", type=Path, default=Path("out/tours/tabular"))
parser.add_argument("--rows", type=int, default=2000)
parser.add_argument("--epochs", type=int, default=30)
options = parser.parse_args()
options.output.mkdir(parents=True, exist_ok=True)

INSTRUMENTS = ["pascal", "kelvin", "volt", "hertz"]
SCALES = np.array([2000.0, 15.0, 0.02, 50.0])
random = np.random.default_rng(7)
states = random.integers(3, size=options.rows)
centres = np.array([[0, 0, 0, 0], [3, -2, 1, 0], [-1, 2, 3, 3]])
readings = SCALES * (centres[states] + random.normal(size=(options.rows, 4)))
table = pd.DataFrame(readings, columns=INSTRUMENTS)
table["state"] = np.array(["calm", "busy", "broken"])[states]

# %% Train in a pipeline. linfnet scales features inside the model, so nothing else does.
spark = linfnet.session()
train, test = spark.createDataFrame(table).randomSplit([0.8, 0.2], seed=1)
classifier = linfnet.LinfDistClassifier(hiddenLayers=1, width=64, maxIter=options.epochs, margin=1)
pipeline = Pipeline(
    stages=[
        StringIndexer(inputCol="state", outputCol="label"),
        VectorAssembler(inputCols=INSTRUMENTS, outputCol="features"),
        classifier,
    ]
)
fitted = pipeline.fit(train)
model = fitted.stages[-1]
scored = fitted.transform(test).select("label", "prediction", "certifiedRadius", "features")
scored.show(5)

# %% How far can readings move before a right prediction may change?
right = scored.where("prediction = label").select("certifiedRadius").toPandas()
figure, axes = plt.subplots()
axes.hist(right["certifiedRadius"], bins=30)
axes.set_xlabel("certified radius, in standard deviations of each feature")
axes.set_ylabel("rows classified rightly")
figure.savefig(options.output / "radii.png")

# %% Certified accuracy, and what an attack can do.
examples = fitted.transform(test).select("features", "label")
with linfnet.Evaluation(model, examples, [0.1, 0.3, 1.0], attack="pgd") as evaluation:
    evaluation.summary.show()
    curve = evaluation.curve.toPandas()
    attacked = evaluation.summary.toPandas()
    broken = evaluation.counterexamples.orderBy("distance").limit(1).collect()

figure, axes = plt.subplots()
axes.plot(curve["radius"], curve["certified_accuracy"], label="certified")
axes.plot(attacked["epsilon"], attacked["pgd_accuracy"], "o", label="attacked")
axes.set_xlim(0, 1.5)
axes.set_xlabel("radius, in standard deviations of each feature")
axes.set_ylabel("accuracy")
axes.legend()
figure.savefig(options.output / "accuracy.png")

# %% The smallest perturbation that broke a prediction. Its bars are all within the radius.
metadata = fitted.transform(test).schema["certifiedRadius"].metadata
half_widths = np.array(metadata["linfnet.certifiedRadius.halfWidths"])
for row in broken:
    moved = (np.array(row.features) - np.array(row.original)) / half_widths
    figure, axes = plt.subplots()
    axes.bar(INSTRUMENTS, moved)
    axes.set_ylabel("change, in standard deviations")
    axes.set_title(f"class {row.label} becomes class {row.prediction}")
    figure.savefig(options.output / "perturbation.png")
