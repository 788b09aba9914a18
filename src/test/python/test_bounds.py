"""Bounds of a convolutional network against those of auto_LiRPA, where that is installed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pyspark.sql import SparkSession

pytestmark = pytest.mark.classic
lirpa = pytest.importorskip("auto_LiRPA")
torch = pytest.importorskip("torch")

IMAGES = 100
SIDE = 28
CLASSES = 10
EPSILON = 0.02
WITHIN = 1e-4
Array = NDArray[Any]


class Example:
    """A network of random weights, and boxes around random images."""

    def __init__(self, jvm: Any) -> None:
        self.jvm = jvm
        shape = jvm.org.linfnet.layer.Shape(1, SIDE, SIDE)
        layers = [
            self._layer("convolution", outputs=8, kernel=4, stride=2, padding=1, start="interval"),
            self._layer("relu"),
            self._layer("convolution", outputs=12, kernel=3, stride=2, start="interval"),
            self._layer("relu"),
            self._layer("affine", outputs=40, start="interval"),
            self._layer("relu"),
            self._layer("affine", start="interval"),
        ]
        network = jvm.org.linfnet.network.Network(shape, CLASSES, layers)
        numbers = network.start(jvm.java.util.Random(3)).numbers()
        self.java_numbers = numbers
        buffer = jvm.java.nio.ByteBuffer.allocate(4 * network.size())
        buffer.asFloatBuffer().put(numbers)
        self.numbers = np.frombuffer(buffer.array(), dtype=">f4").astype(np.float32)
        kernels = jvm.org.linfnet.kernel.Kernels.ofThisJvm()
        self.bounds = jvm.org.linfnet.network.BoundsPass(network, kernels, IMAGES)
        random = np.random.default_rng(5)
        images = random.uniform(size=(IMAGES, 1, SIDE, SIDE))
        self.lower = np.maximum(images - EPSILON, 0).astype(np.float32)
        self.upper = np.minimum(images + EPSILON, 1).astype(np.float32)
        self.classes = random.integers(CLASSES, size=IMAGES)

    def _layer(self, kind: str, **options: int | str) -> Any:
        texts = self.jvm.java.util.HashMap()
        for name, value in options.items():
            texts.put(name, str(value))
        return self.jvm.org.linfnet.layer.LayerDescription.of(kind, texts)

    def _java_floats(self, values: Array) -> Any:
        raw = self.jvm.java.nio.ByteBuffer.wrap(values.astype(">f4").tobytes())
        floats = self.jvm.java.nio.FloatBuffer.allocate(values.size)
        return floats.put(raw.asFloatBuffer()).array()

    def leads(self, method: str, gateway: Any) -> Array:
        """Ours: by how much each image's class leads each class at least."""
        box = self.jvm.org.linfnet.layer.Bounds(
            self._java_floats(self.lower), self._java_floats(self.upper)
        )
        classes = gateway.new_array(gateway.jvm.int, IMAGES)
        for image, label in enumerate(self.classes):
            classes[image] = int(label)
        values = gateway.new_array(gateway.jvm.double, IMAGES * CLASSES)
        leads = self.jvm.org.linfnet.layer.Leads(CLASSES, classes, values)
        getattr(self.bounds, method)(self.java_numbers, box, IMAGES, leads)
        return np.array(list(values)).reshape(IMAGES, CLASSES)

    def peer_leads(self, method: str) -> Array:
        """The same by auto_LiRPA."""
        images = torch.from_numpy((self.lower + self.upper) / 2)
        module = lirpa.BoundedModule(self._module(), images, device="cpu")
        ball = lirpa.PerturbationLpNorm(
            norm=np.inf, x_L=torch.from_numpy(self.lower), x_U=torch.from_numpy(self.upper)
        )
        own = np.eye(CLASSES, dtype=np.float32)[self.classes][:, None, :]
        differences = torch.from_numpy(own - np.eye(CLASSES, dtype=np.float32)[None])
        bounded = lirpa.BoundedTensor(images, ball)
        lower, _ = module.compute_bounds(
            x=(bounded,), C=differences, method=method, bound_upper=False
        )
        return np.asarray(lower.detach().numpy(), dtype=np.float64)

    def _module(self) -> Any:
        nn = torch.nn
        convolutions = [nn.Conv2d(1, 8, 4, stride=2, padding=1), nn.Conv2d(8, 12, 3, stride=2)]
        affine = [nn.Linear(12 * 6 * 6, 40), nn.Linear(40, CLASSES)]
        at = 0
        for layer in [*convolutions, *affine]:
            shape = tuple(layer.weight.shape)
            weights = self.numbers[at : at + layer.weight.numel()]
            if len(shape) == 4:
                # Our rows hold the channels of a position side by side.
                rows = weights.reshape(shape[0], shape[2], shape[3], shape[1])
                weights = rows.transpose(0, 3, 1, 2)
            at += layer.weight.numel()
            layer.weight.data = torch.from_numpy(weights.reshape(shape).copy())
            layer.bias.data = torch.from_numpy(self.numbers[at : at + shape[0]].copy())
            at += shape[0]
        assert at == self.numbers.size
        first, second = convolutions
        hidden, last = affine
        return nn.Sequential(
            first, nn.ReLU(), second, nn.ReLU(), nn.Flatten(), hidden, nn.ReLU(), last
        )


@pytest.fixture(scope="module")
def example(spark: SparkSession) -> Example:
    return Example(spark._jvm)


@pytest.fixture(scope="module")
def gateway(spark: SparkSession) -> Any:
    return spark.sparkContext._gateway


def report(name: str, ours: Array, peers: Array) -> None:
    difference = ours - peers
    print(f"{name}: ours less theirs from {difference.min():.2e} to {difference.max():.2e}")


def test_intervals_are_no_looser(example: Example, gateway: Any) -> None:
    ours = example.leads("leads", gateway)
    peers = example.peer_leads("IBP")
    report("IBP", ours, peers)
    assert np.abs(peers).max() > 0.05
    assert (ours >= peers - WITHIN).all()


def test_lines_from_the_logits_are_equal(example: Example, gateway: Any) -> None:
    ours = example.leads("linearLeads", gateway)
    peers = example.peer_leads("CROWN-IBP")
    intervals = example.leads("leads", gateway)
    assert (peers > intervals + 0.01).any()
    report("CROWN-IBP", ours, np.maximum(peers, intervals))
    assert np.abs(ours - np.maximum(peers, intervals)).max() < WITHIN


def test_lines_from_every_layer_are_no_looser(example: Example, gateway: Any) -> None:
    ours = example.leads("dualLeads", gateway)
    peers = example.peer_leads("CROWN")
    report("CROWN", ours, peers)
    assert (ours >= peers - WITHIN).all()
