"""A tour of linfnet on images: train, certify, attack, and draw what was found.

First: data-prep/prepare.sh mnist --output data/mnist
Then, with the package and matplotlib installed: python docs/tours/mnist.py
The cells work in a notebook too. The pictures go to the folder that --output names.
"""

# %% A table of images: id, label, and pixels with one byte each.
import argparse
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

import linfnet

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--data", default="data/mnist")
parser.add_argument("--output", type=Path, default=Path("out/tours/mnist"))
parser.add_argument("--width", type=int, default=128)
parser.add_argument("--epochs", type=int, default=10)
parser.add_argument("--test-images", type=int, default=500)
options = parser.parse_args()
options.output.mkdir(parents=True, exist_ok=True)

spark = linfnet.session(config={"spark.driver.memory": "3g"})
train = spark.read.parquet(f"{options.data}/train")
test = spark.read.parquet(f"{options.data}/test").orderBy("id").limit(options.test_images)

# %% Train. Radii of images are in pixel units: 0.1 is a tenth of the way from black to white.
classifier = linfnet.LinfDistClassifier(
    featuresCol="pixels",
    hiddenLayers=3,
    width=options.width,
    maxIter=options.epochs,
    margin=0.9,
    batchSize=512,
    endP=100,
    cropPadding=1,
)
model = classifier.fit(train)
model.summary.history.select("epoch", "loss", "trainingAccuracy").show(5)

# %% How far can every pixel move before a right prediction may change?
right = model.transform(test).where("prediction = label").select("certifiedRadius").toPandas()
figure, axes = plt.subplots()
axes.hist(right["certifiedRadius"], bins=30)
axes.set_xlabel("certified radius, in pixel units")
axes.set_ylabel("images classified rightly")
figure.savefig(options.output / "radii.png")

# %% Certified accuracy, and what an attack can do.
with linfnet.Evaluation(model, test, [0.1, 0.3], attack="pgd") as evaluation:
    evaluation.summary.show()
    curve = evaluation.curve.toPandas()
    attacked = evaluation.summary.toPandas()
    broken = evaluation.counterexamples.orderBy("distance").limit(1).collect()

figure, axes = plt.subplots()
axes.plot(curve["radius"], curve["certified_accuracy"], label="certified")
axes.plot(attacked["epsilon"], attacked["pgd_accuracy"], "o", label="attacked")
axes.set_xlim(0, 0.5)
axes.set_xlabel("radius, in pixel units")
axes.set_ylabel("accuracy")
axes.legend()
figure.savefig(options.output / "accuracy.png")

# %% The smallest perturbation that broke a prediction.
for row in broken:
    image = np.frombuffer(row.original, dtype=np.uint8) / 255
    found = np.array(row.pixels)
    side = int(np.sqrt(image.size))
    figure, panels = plt.subplots(1, 3)
    titles = [f"class {row.label}", f"change of at most {row.distance:.3f}"]
    titles.append(f"class {row.prediction}")
    for axes, title, values in zip(panels, titles, [image, found - image, found], strict=True):
        axes.imshow(values.reshape(side, side), cmap="gray")
        axes.set_title(title)
        axes.axis("off")
    figure.savefig(options.output / "perturbation.png")
