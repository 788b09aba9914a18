"""The Params of the Java classes, written by write_params.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.wrapper import JavaParams

from org.linfnet.ml._java import new_java_object

if TYPE_CHECKING:
    from typing_extensions import Self


class ClassifierParams(JavaParams):
    """The Params of a classifier."""

    batchSize: Param[int] = Param(
        Params._dummy(),
        "batchSize",
        "The most examples of a step, over all shards. Values: a whole number from 1 to 16777216. When it is not set: a 64th of the rows, but 32 to 1024.",
        TypeConverters.toInt,
    )
    certifiedRadiusCol: Param[str] = Param(
        Params._dummy(),
        "certifiedRadiusCol",
        "certified radius column name: no change of the features within this radius changes the prediction",
        TypeConverters.toString,
    )
    cropBorder: Param[str] = Param(
        Params._dummy(),
        "cropBorder",
        "What the border of crops is made of. zero: zero pixels. edge: the nearest pixel of the image, as photographs want. Values: zero, edge.",
        TypeConverters.toString,
    )
    cropPadding: Param[int] = Param(
        Params._dummy(),
        "cropPadding",
        "The border, in pixels, that random crops of images are taken out of; 0 for none. It needs the shape of the images in the column's metadata. Values: a whole number from 0 to 1000.",
        TypeConverters.toInt,
    )
    endP: Param[float] = Param(
        Params._dummy(),
        "endP",
        "The p of the l_p norms that training ends with. The finished network has p = infinity. Values: a number from 1 to 10000.",
        TypeConverters.toFloat,
    )
    epsilon: Param[float] = Param(
        Params._dummy(),
        "epsilon",
        "The radius that validation certifies at, in the unit of radii. Values: a number from 0 to 1000000.",
        TypeConverters.toFloat,
    )
    featureScaling: Param[str] = Param(
        Params._dummy(),
        "featureScaling",
        "How features are scaled: byFeature (each by its standard deviation; radii count standard deviations), alike (all by one scale; radii are in the features' units), none; automatic: as byFeature, but features that are mostly 0 share one scale. Images are scaled as their table says. Values: automatic, byFeature, alike, none.",
        TypeConverters.toString,
    )
    featuresCol: Param[str] = Param(
        Params._dummy(), "featuresCol", "features column name", TypeConverters.toString
    )
    handleInvalid: Param[str] = Param(
        Params._dummy(),
        "handleInvalid",
        "what to do with rows that hold null, NaN or infinity: 'error' (throw), 'skip' (leave the row out), 'keep' (predict NaN, certify 0; in fit as 'skip')",
        TypeConverters.toString,
    )
    hiddenLayers: Param[int] = Param(
        Params._dummy(),
        "hiddenLayers",
        "The number of hidden layers. Values: a whole number from 0 to 1000.",
        TypeConverters.toInt,
    )
    labelCol: Param[str] = Param(
        Params._dummy(), "labelCol", "label column name", TypeConverters.toString
    )
    margin: Param[float] = Param(
        Params._dummy(),
        "margin",
        "The hinge's t, the margin that training asks for, in the unit of radii. Three times epsilon does well. Values: a number above 0 to 1000000.",
        TypeConverters.toFloat,
    )
    maxIter: Param[int] = Param(
        Params._dummy(), "maxIter", "maximum number of iterations (>= 0)", TypeConverters.toInt
    )
    maxNumClasses: Param[int] = Param(
        Params._dummy(),
        "maxNumClasses",
        "the most classes that are taken from the largest label, where neither numClasses nor the label's metadata says how many there are (>= 2)",
        TypeConverters.toInt,
    )
    members: Param[int] = Param(
        Params._dummy(),
        "members",
        "How many networks are trained, with the seeds from seed on. The model's logits are the mean of theirs. Values: a whole number from 1 to 64.",
        TypeConverters.toInt,
    )
    method: Param[str] = Param(
        Params._dummy(),
        "method",
        "What is trained: the network that hidden layers of a width stand for, and the defaults of objective, learning-rate.start, adam.* and bounds.*. Values: distance, head, groupsort, natural, ibp, crown-ibp, cap.",
        TypeConverters.toString,
    )
    mirrorChance: Param[float] = Param(
        Params._dummy(),
        "mirrorChance",
        "How likely an image is mirrored, left to right, each time that it is trained on; 0.5 for photographs. It needs the shape of the images in the column's metadata. Values: a number from 0 to 1.",
        TypeConverters.toFloat,
    )
    numClasses: Param[int] = Param(
        Params._dummy(),
        "numClasses",
        "number of classes, labels being 0 to numClasses - 1; found in the data when it is not set",
        TypeConverters.toInt,
    )
    patience: Param[int] = Param(
        Params._dummy(),
        "patience",
        "epochs without a better validation score that end training, counted once p has reached endP (> 0); without validationIndicatorCol all epochs run",
        TypeConverters.toInt,
    )
    predictionCol: Param[str] = Param(
        Params._dummy(), "predictionCol", "prediction column name", TypeConverters.toString
    )
    probabilityCol: Param[str] = Param(
        Params._dummy(),
        "probabilityCol",
        "Column name for predicted class conditional probabilities. Note: Not all models output well-calibrated probability estimates! These probabilities should be treated as confidences, not precise probabilities",
        TypeConverters.toString,
    )
    rawPredictionCol: Param[str] = Param(
        Params._dummy(),
        "rawPredictionCol",
        "raw prediction (a.k.a. confidence) column name",
        TypeConverters.toString,
    )
    seed: Param[int] = Param(Params._dummy(), "seed", "random seed", TypeConverters.toInt)
    shards: Param[int] = Param(
        Params._dummy(),
        "shards",
        "The number of parts that the examples are dealt to, by id, and so the most executors that can share a step. The model depends on it: batch means are taken within a shard's part of the batch. Values: a whole number from 1 to 65536.",
        TypeConverters.toInt,
    )
    startP: Param[float] = Param(
        Params._dummy(),
        "startP",
        "The p of the l_p norms that training starts with. Values: a number from 1 to 10000.",
        TypeConverters.toFloat,
    )
    stepSize: Param[float] = Param(
        Params._dummy(),
        "stepSize",
        "Step size to be used for each iteration of optimization (> 0)",
        TypeConverters.toFloat,
    )
    thresholds: Param[list[float]] = Param(
        Params._dummy(),
        "thresholds",
        "Thresholds in multi-class classification to adjust the probability of predicting each class. Array must have length equal to the number of classes, with values > 0 excepting that at most one value may be 0. The class with largest value p/t is predicted, where p is the original probability of that class and t is the class's threshold",
        TypeConverters.toListFloat,
    )
    validationIndicatorCol: Param[str] = Param(
        Params._dummy(),
        "validationIndicatorCol",
        "name of the column that indicates whether each row is for training or for validation. False indicates training; true indicates validation.",
        TypeConverters.toString,
    )
    weightCol: Param[str] = Param(
        Params._dummy(),
        "weightCol",
        "weight column name. If this is not set or empty, we treat all instance weights as 1.0",
        TypeConverters.toString,
    )
    width: Param[int] = Param(
        Params._dummy(),
        "width",
        "The neurons of a hidden layer. Values: a whole number from 1 to 1048576.",
        TypeConverters.toInt,
    )

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: int | None = None,
        certifiedRadiusCol: str = "certifiedRadius",
        cropBorder: str = "zero",
        cropPadding: int = 0,
        endP: float = 100.0,
        epsilon: float = 0.1,
        featureScaling: str = "automatic",
        featuresCol: str = "features",
        handleInvalid: str = "error",
        hiddenLayers: int = 2,
        labelCol: str = "label",
        margin: float = 0.5,
        maxIter: int = 50,
        maxNumClasses: int = 1000,
        members: int = 1,
        method: str = "distance",
        mirrorChance: float = 0.0,
        numClasses: int | None = None,
        patience: int = 5,
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
        rawPredictionCol: str = "rawPrediction",
        seed: int = -1381210341,
        shards: int = 2,
        startP: float = 4.0,
        stepSize: float = 0.03,
        thresholds: list[float] | None = None,
        validationIndicatorCol: str | None = None,
        weightCol: str | None = None,
        width: int = 128,
    ) -> None:
        """Set Params by keyword.

        Parameters
        ----------
        batchSize : int, not set by default
            The most examples of a step, over all shards. Values: a whole number from 1 to 16777216.
            When it is not set: a 64th of the rows, but 32 to 1024.
        certifiedRadiusCol : str, default "certifiedRadius"
            certified radius column name: no change of the features within this radius changes the
            prediction
        cropBorder : str, default "zero"
            What the border of crops is made of. zero: zero pixels. edge: the nearest pixel of the
            image, as photographs want. Values: zero, edge.
        cropPadding : int, default 0
            The border, in pixels, that random crops of images are taken out of; 0 for none. It
            needs the shape of the images in the column's metadata. Values: a whole number from 0 to
            1000.
        endP : float, default 100.0
            The p of the l_p norms that training ends with. The finished network has p = infinity.
            Values: a number from 1 to 10000.
        epsilon : float, default 0.1
            The radius that validation certifies at, in the unit of radii. Values: a number from 0
            to 1000000.
        featureScaling : str, default "automatic"
            How features are scaled: byFeature (each by its standard deviation; radii count standard
            deviations), alike (all by one scale; radii are in the features' units), none;
            automatic: as byFeature, but features that are mostly 0 share one scale. Images are
            scaled as their table says. Values: automatic, byFeature, alike, none.
        featuresCol : str, default "features"
            features column name
        handleInvalid : str, default "error"
            what to do with rows that hold null, NaN or infinity: 'error' (throw), 'skip' (leave the
            row out), 'keep' (predict NaN, certify 0; in fit as 'skip')
        hiddenLayers : int, default 2
            The number of hidden layers. Values: a whole number from 0 to 1000.
        labelCol : str, default "label"
            label column name
        margin : float, default 0.5
            The hinge's t, the margin that training asks for, in the unit of radii. Three times
            epsilon does well. Values: a number above 0 to 1000000.
        maxIter : int, default 50
            maximum number of iterations (>= 0)
        maxNumClasses : int, default 1000
            the most classes that are taken from the largest label, where neither numClasses nor the
            label's metadata says how many there are (>= 2)
        members : int, default 1
            How many networks are trained, with the seeds from seed on. The model's logits are the
            mean of theirs. Values: a whole number from 1 to 64.
        method : str, default "distance"
            What is trained: the network that hidden layers of a width stand for, and the defaults
            of objective, learning-rate.start, adam.* and bounds.*. Values: distance, head,
            groupsort, natural, ibp, crown-ibp, cap.
        mirrorChance : float, default 0.0
            How likely an image is mirrored, left to right, each time that it is trained on; 0.5 for
            photographs. It needs the shape of the images in the column's metadata. Values: a number
            from 0 to 1.
        numClasses : int, not set by default
            number of classes, labels being 0 to numClasses - 1; found in the data when it is not
            set
        patience : int, default 5
            epochs without a better validation score that end training, counted once p has reached
            endP (> 0); without validationIndicatorCol all epochs run
        predictionCol : str, default "prediction"
            prediction column name
        probabilityCol : str, default "probability"
            Column name for predicted class conditional probabilities. Note: Not all models output
            well-calibrated probability estimates! These probabilities should be treated as
            confidences, not precise probabilities
        rawPredictionCol : str, default "rawPrediction"
            raw prediction (a.k.a. confidence) column name
        seed : int, default -1381210341
            random seed
        shards : int, default 2
            The number of parts that the examples are dealt to, by id, and so the most executors
            that can share a step. The model depends on it: batch means are taken within a shard's
            part of the batch. Values: a whole number from 1 to 65536.
        startP : float, default 4.0
            The p of the l_p norms that training starts with. Values: a number from 1 to 10000.
        stepSize : float, default 0.03
            Step size to be used for each iteration of optimization (> 0)
        thresholds : list[float], not set by default
            Thresholds in multi-class classification to adjust the probability of predicting each
            class. Array must have length equal to the number of classes, with values > 0 excepting
            that at most one value may be 0. The class with largest value p/t is predicted, where p
            is the original probability of that class and t is the class's threshold
        validationIndicatorCol : str, not set by default
            name of the column that indicates whether each row is for training or for validation.
            False indicates training; true indicates validation.
        weightCol : str, not set by default
            weight column name. If this is not set or empty, we treat all instance weights as 1.0
        width : int, default 128
            The neurons of a hidden layer. Values: a whole number from 1 to 1048576.
        """
        given = self._input_kwargs
        super().__init__()
        self._java_obj = new_java_object("LinfDistClassifier", self.uid)
        self._setDefault(
            certifiedRadiusCol="certifiedRadius",
            cropBorder="zero",
            cropPadding=0,
            endP=100.0,
            epsilon=0.1,
            featureScaling="automatic",
            featuresCol="features",
            handleInvalid="error",
            hiddenLayers=2,
            labelCol="label",
            margin=0.5,
            maxIter=50,
            maxNumClasses=1000,
            members=1,
            method="distance",
            mirrorChance=0.0,
            patience=5,
            predictionCol="prediction",
            probabilityCol="probability",
            rawPredictionCol="rawPrediction",
            seed=-1381210341,
            shards=2,
            startP=4.0,
            stepSize=0.03,
            width=128,
        )
        self._set(**given)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: int | None = None,
        certifiedRadiusCol: str = "certifiedRadius",
        cropBorder: str = "zero",
        cropPadding: int = 0,
        endP: float = 100.0,
        epsilon: float = 0.1,
        featureScaling: str = "automatic",
        featuresCol: str = "features",
        handleInvalid: str = "error",
        hiddenLayers: int = 2,
        labelCol: str = "label",
        margin: float = 0.5,
        maxIter: int = 50,
        maxNumClasses: int = 1000,
        members: int = 1,
        method: str = "distance",
        mirrorChance: float = 0.0,
        numClasses: int | None = None,
        patience: int = 5,
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
        rawPredictionCol: str = "rawPrediction",
        seed: int = -1381210341,
        shards: int = 2,
        startP: float = 4.0,
        stepSize: float = 0.03,
        thresholds: list[float] | None = None,
        validationIndicatorCol: str | None = None,
        weightCol: str | None = None,
        width: int = 128,
    ) -> Self:
        """Set Params by keyword, as the constructor takes them."""
        return self._set(**self._input_kwargs)

    def getBatchSize(self) -> int:
        """Return the value of ``batchSize``."""
        return self.getOrDefault(self.batchSize)

    def setBatchSize(self, value: int) -> Self:
        """Set ``batchSize``."""
        return self._set(batchSize=value)

    def getCertifiedRadiusCol(self) -> str:
        """Return the value of ``certifiedRadiusCol``."""
        return self.getOrDefault(self.certifiedRadiusCol)

    def setCertifiedRadiusCol(self, value: str) -> Self:
        """Set ``certifiedRadiusCol``."""
        return self._set(certifiedRadiusCol=value)

    def getCropBorder(self) -> str:
        """Return the value of ``cropBorder``."""
        return self.getOrDefault(self.cropBorder)

    def setCropBorder(self, value: str) -> Self:
        """Set ``cropBorder``."""
        return self._set(cropBorder=value)

    def getCropPadding(self) -> int:
        """Return the value of ``cropPadding``."""
        return self.getOrDefault(self.cropPadding)

    def setCropPadding(self, value: int) -> Self:
        """Set ``cropPadding``."""
        return self._set(cropPadding=value)

    def getEndP(self) -> float:
        """Return the value of ``endP``."""
        return self.getOrDefault(self.endP)

    def setEndP(self, value: float) -> Self:
        """Set ``endP``."""
        return self._set(endP=value)

    def getEpsilon(self) -> float:
        """Return the value of ``epsilon``."""
        return self.getOrDefault(self.epsilon)

    def setEpsilon(self, value: float) -> Self:
        """Set ``epsilon``."""
        return self._set(epsilon=value)

    def getFeatureScaling(self) -> str:
        """Return the value of ``featureScaling``."""
        return self.getOrDefault(self.featureScaling)

    def setFeatureScaling(self, value: str) -> Self:
        """Set ``featureScaling``."""
        return self._set(featureScaling=value)

    def getFeaturesCol(self) -> str:
        """Return the value of ``featuresCol``."""
        return self.getOrDefault(self.featuresCol)

    def setFeaturesCol(self, value: str) -> Self:
        """Set ``featuresCol``."""
        return self._set(featuresCol=value)

    def getHandleInvalid(self) -> str:
        """Return the value of ``handleInvalid``."""
        return self.getOrDefault(self.handleInvalid)

    def setHandleInvalid(self, value: str) -> Self:
        """Set ``handleInvalid``."""
        return self._set(handleInvalid=value)

    def getHiddenLayers(self) -> int:
        """Return the value of ``hiddenLayers``."""
        return self.getOrDefault(self.hiddenLayers)

    def setHiddenLayers(self, value: int) -> Self:
        """Set ``hiddenLayers``."""
        return self._set(hiddenLayers=value)

    def getLabelCol(self) -> str:
        """Return the value of ``labelCol``."""
        return self.getOrDefault(self.labelCol)

    def setLabelCol(self, value: str) -> Self:
        """Set ``labelCol``."""
        return self._set(labelCol=value)

    def getMargin(self) -> float:
        """Return the value of ``margin``."""
        return self.getOrDefault(self.margin)

    def setMargin(self, value: float) -> Self:
        """Set ``margin``."""
        return self._set(margin=value)

    def getMaxIter(self) -> int:
        """Return the value of ``maxIter``."""
        return self.getOrDefault(self.maxIter)

    def setMaxIter(self, value: int) -> Self:
        """Set ``maxIter``."""
        return self._set(maxIter=value)

    def getMaxNumClasses(self) -> int:
        """Return the value of ``maxNumClasses``."""
        return self.getOrDefault(self.maxNumClasses)

    def setMaxNumClasses(self, value: int) -> Self:
        """Set ``maxNumClasses``."""
        return self._set(maxNumClasses=value)

    def getMembers(self) -> int:
        """Return the value of ``members``."""
        return self.getOrDefault(self.members)

    def setMembers(self, value: int) -> Self:
        """Set ``members``."""
        return self._set(members=value)

    def getMethod(self) -> str:
        """Return the value of ``method``."""
        return self.getOrDefault(self.method)

    def setMethod(self, value: str) -> Self:
        """Set ``method``."""
        return self._set(method=value)

    def getMirrorChance(self) -> float:
        """Return the value of ``mirrorChance``."""
        return self.getOrDefault(self.mirrorChance)

    def setMirrorChance(self, value: float) -> Self:
        """Set ``mirrorChance``."""
        return self._set(mirrorChance=value)

    def getNumClasses(self) -> int:
        """Return the value of ``numClasses``."""
        return self.getOrDefault(self.numClasses)

    def setNumClasses(self, value: int) -> Self:
        """Set ``numClasses``."""
        return self._set(numClasses=value)

    def getPatience(self) -> int:
        """Return the value of ``patience``."""
        return self.getOrDefault(self.patience)

    def setPatience(self, value: int) -> Self:
        """Set ``patience``."""
        return self._set(patience=value)

    def getPredictionCol(self) -> str:
        """Return the value of ``predictionCol``."""
        return self.getOrDefault(self.predictionCol)

    def setPredictionCol(self, value: str) -> Self:
        """Set ``predictionCol``."""
        return self._set(predictionCol=value)

    def getProbabilityCol(self) -> str:
        """Return the value of ``probabilityCol``."""
        return self.getOrDefault(self.probabilityCol)

    def setProbabilityCol(self, value: str) -> Self:
        """Set ``probabilityCol``."""
        return self._set(probabilityCol=value)

    def getRawPredictionCol(self) -> str:
        """Return the value of ``rawPredictionCol``."""
        return self.getOrDefault(self.rawPredictionCol)

    def setRawPredictionCol(self, value: str) -> Self:
        """Set ``rawPredictionCol``."""
        return self._set(rawPredictionCol=value)

    def getSeed(self) -> int:
        """Return the value of ``seed``."""
        return self.getOrDefault(self.seed)

    def setSeed(self, value: int) -> Self:
        """Set ``seed``."""
        return self._set(seed=value)

    def getShards(self) -> int:
        """Return the value of ``shards``."""
        return self.getOrDefault(self.shards)

    def setShards(self, value: int) -> Self:
        """Set ``shards``."""
        return self._set(shards=value)

    def getStartP(self) -> float:
        """Return the value of ``startP``."""
        return self.getOrDefault(self.startP)

    def setStartP(self, value: float) -> Self:
        """Set ``startP``."""
        return self._set(startP=value)

    def getStepSize(self) -> float:
        """Return the value of ``stepSize``."""
        return self.getOrDefault(self.stepSize)

    def setStepSize(self, value: float) -> Self:
        """Set ``stepSize``."""
        return self._set(stepSize=value)

    def getThresholds(self) -> list[float]:
        """Return the value of ``thresholds``."""
        return self.getOrDefault(self.thresholds)

    def setThresholds(self, value: list[float]) -> Self:
        """Set ``thresholds``."""
        return self._set(thresholds=value)

    def getValidationIndicatorCol(self) -> str:
        """Return the value of ``validationIndicatorCol``."""
        return self.getOrDefault(self.validationIndicatorCol)

    def setValidationIndicatorCol(self, value: str) -> Self:
        """Set ``validationIndicatorCol``."""
        return self._set(validationIndicatorCol=value)

    def getWeightCol(self) -> str:
        """Return the value of ``weightCol``."""
        return self.getOrDefault(self.weightCol)

    def setWeightCol(self, value: str) -> Self:
        """Set ``weightCol``."""
        return self._set(weightCol=value)

    def getWidth(self) -> int:
        """Return the value of ``width``."""
        return self.getOrDefault(self.width)

    def setWidth(self, value: int) -> Self:
        """Set ``width``."""
        return self._set(width=value)


class ModelParams(Params):
    """The Params of a model."""

    batchSize: Param[int] = Param(
        Params._dummy(),
        "batchSize",
        "The most examples of a step, over all shards. Values: a whole number from 1 to 16777216. When it is not set: a 64th of the rows, but 32 to 1024.",
        TypeConverters.toInt,
    )
    certifiedRadiusCol: Param[str] = Param(
        Params._dummy(),
        "certifiedRadiusCol",
        "certified radius column name: no change of the features within this radius changes the prediction",
        TypeConverters.toString,
    )
    cropBorder: Param[str] = Param(
        Params._dummy(),
        "cropBorder",
        "What the border of crops is made of. zero: zero pixels. edge: the nearest pixel of the image, as photographs want. Values: zero, edge.",
        TypeConverters.toString,
    )
    cropPadding: Param[int] = Param(
        Params._dummy(),
        "cropPadding",
        "The border, in pixels, that random crops of images are taken out of; 0 for none. It needs the shape of the images in the column's metadata. Values: a whole number from 0 to 1000.",
        TypeConverters.toInt,
    )
    endP: Param[float] = Param(
        Params._dummy(),
        "endP",
        "The p of the l_p norms that training ends with. The finished network has p = infinity. Values: a number from 1 to 10000.",
        TypeConverters.toFloat,
    )
    epsilon: Param[float] = Param(
        Params._dummy(),
        "epsilon",
        "The radius that validation certifies at, in the unit of radii. Values: a number from 0 to 1000000.",
        TypeConverters.toFloat,
    )
    featureScaling: Param[str] = Param(
        Params._dummy(),
        "featureScaling",
        "How features are scaled: byFeature (each by its standard deviation; radii count standard deviations), alike (all by one scale; radii are in the features' units), none; automatic: as byFeature, but features that are mostly 0 share one scale. Images are scaled as their table says. Values: automatic, byFeature, alike, none.",
        TypeConverters.toString,
    )
    featuresCol: Param[str] = Param(
        Params._dummy(), "featuresCol", "features column name", TypeConverters.toString
    )
    handleInvalid: Param[str] = Param(
        Params._dummy(),
        "handleInvalid",
        "what to do with rows that hold null, NaN or infinity: 'error' (throw), 'skip' (leave the row out), 'keep' (predict NaN, certify 0; in fit as 'skip')",
        TypeConverters.toString,
    )
    hiddenLayers: Param[int] = Param(
        Params._dummy(),
        "hiddenLayers",
        "The number of hidden layers. Values: a whole number from 0 to 1000.",
        TypeConverters.toInt,
    )
    labelCol: Param[str] = Param(
        Params._dummy(), "labelCol", "label column name", TypeConverters.toString
    )
    margin: Param[float] = Param(
        Params._dummy(),
        "margin",
        "The hinge's t, the margin that training asks for, in the unit of radii. Three times epsilon does well. Values: a number above 0 to 1000000.",
        TypeConverters.toFloat,
    )
    maxIter: Param[int] = Param(
        Params._dummy(), "maxIter", "maximum number of iterations (>= 0)", TypeConverters.toInt
    )
    maxNumClasses: Param[int] = Param(
        Params._dummy(),
        "maxNumClasses",
        "the most classes that are taken from the largest label, where neither numClasses nor the label's metadata says how many there are (>= 2)",
        TypeConverters.toInt,
    )
    members: Param[int] = Param(
        Params._dummy(),
        "members",
        "How many networks are trained, with the seeds from seed on. The model's logits are the mean of theirs. Values: a whole number from 1 to 64.",
        TypeConverters.toInt,
    )
    method: Param[str] = Param(
        Params._dummy(),
        "method",
        "What is trained: the network that hidden layers of a width stand for, and the defaults of objective, learning-rate.start, adam.* and bounds.*. Values: distance, head, groupsort, natural, ibp, crown-ibp, cap.",
        TypeConverters.toString,
    )
    mirrorChance: Param[float] = Param(
        Params._dummy(),
        "mirrorChance",
        "How likely an image is mirrored, left to right, each time that it is trained on; 0.5 for photographs. It needs the shape of the images in the column's metadata. Values: a number from 0 to 1.",
        TypeConverters.toFloat,
    )
    patience: Param[int] = Param(
        Params._dummy(),
        "patience",
        "epochs without a better validation score that end training, counted once p has reached endP (> 0); without validationIndicatorCol all epochs run",
        TypeConverters.toInt,
    )
    predictionCol: Param[str] = Param(
        Params._dummy(), "predictionCol", "prediction column name", TypeConverters.toString
    )
    probabilityCol: Param[str] = Param(
        Params._dummy(),
        "probabilityCol",
        "Column name for predicted class conditional probabilities. Note: Not all models output well-calibrated probability estimates! These probabilities should be treated as confidences, not precise probabilities",
        TypeConverters.toString,
    )
    rawPredictionCol: Param[str] = Param(
        Params._dummy(),
        "rawPredictionCol",
        "raw prediction (a.k.a. confidence) column name",
        TypeConverters.toString,
    )
    seed: Param[int] = Param(Params._dummy(), "seed", "random seed", TypeConverters.toInt)
    shards: Param[int] = Param(
        Params._dummy(),
        "shards",
        "The number of parts that the examples are dealt to, by id, and so the most executors that can share a step. The model depends on it: batch means are taken within a shard's part of the batch. Values: a whole number from 1 to 65536.",
        TypeConverters.toInt,
    )
    startP: Param[float] = Param(
        Params._dummy(),
        "startP",
        "The p of the l_p norms that training starts with. Values: a number from 1 to 10000.",
        TypeConverters.toFloat,
    )
    stepSize: Param[float] = Param(
        Params._dummy(),
        "stepSize",
        "Step size to be used for each iteration of optimization (> 0)",
        TypeConverters.toFloat,
    )
    thresholds: Param[list[float]] = Param(
        Params._dummy(),
        "thresholds",
        "Thresholds in multi-class classification to adjust the probability of predicting each class. Array must have length equal to the number of classes, with values > 0 excepting that at most one value may be 0. The class with largest value p/t is predicted, where p is the original probability of that class and t is the class's threshold",
        TypeConverters.toListFloat,
    )
    validationIndicatorCol: Param[str] = Param(
        Params._dummy(),
        "validationIndicatorCol",
        "name of the column that indicates whether each row is for training or for validation. False indicates training; true indicates validation.",
        TypeConverters.toString,
    )
    weightCol: Param[str] = Param(
        Params._dummy(),
        "weightCol",
        "weight column name. If this is not set or empty, we treat all instance weights as 1.0",
        TypeConverters.toString,
    )
    width: Param[int] = Param(
        Params._dummy(),
        "width",
        "The neurons of a hidden layer. Values: a whole number from 1 to 1048576.",
        TypeConverters.toInt,
    )

    def _set_usual_defaults(self) -> None:
        self._setDefault(
            certifiedRadiusCol="certifiedRadius",
            cropBorder="zero",
            cropPadding=0,
            endP=100.0,
            epsilon=0.1,
            featureScaling="automatic",
            featuresCol="features",
            handleInvalid="error",
            hiddenLayers=2,
            labelCol="label",
            margin=0.5,
            maxIter=50,
            maxNumClasses=1000,
            members=1,
            method="distance",
            mirrorChance=0.0,
            patience=5,
            predictionCol="prediction",
            probabilityCol="probability",
            rawPredictionCol="rawPrediction",
            seed=-1381210341,
            shards=2,
            startP=4.0,
            stepSize=0.03,
            width=128,
        )

    def getBatchSize(self) -> int:
        """Return the value of ``batchSize``."""
        return self.getOrDefault(self.batchSize)

    def getCertifiedRadiusCol(self) -> str:
        """Return the value of ``certifiedRadiusCol``."""
        return self.getOrDefault(self.certifiedRadiusCol)

    def setCertifiedRadiusCol(self, value: str) -> Self:
        """Set ``certifiedRadiusCol``."""
        return self._set(certifiedRadiusCol=value)

    def getCropBorder(self) -> str:
        """Return the value of ``cropBorder``."""
        return self.getOrDefault(self.cropBorder)

    def getCropPadding(self) -> int:
        """Return the value of ``cropPadding``."""
        return self.getOrDefault(self.cropPadding)

    def getEndP(self) -> float:
        """Return the value of ``endP``."""
        return self.getOrDefault(self.endP)

    def getEpsilon(self) -> float:
        """Return the value of ``epsilon``."""
        return self.getOrDefault(self.epsilon)

    def getFeatureScaling(self) -> str:
        """Return the value of ``featureScaling``."""
        return self.getOrDefault(self.featureScaling)

    def getFeaturesCol(self) -> str:
        """Return the value of ``featuresCol``."""
        return self.getOrDefault(self.featuresCol)

    def setFeaturesCol(self, value: str) -> Self:
        """Set ``featuresCol``."""
        return self._set(featuresCol=value)

    def getHandleInvalid(self) -> str:
        """Return the value of ``handleInvalid``."""
        return self.getOrDefault(self.handleInvalid)

    def setHandleInvalid(self, value: str) -> Self:
        """Set ``handleInvalid``."""
        return self._set(handleInvalid=value)

    def getHiddenLayers(self) -> int:
        """Return the value of ``hiddenLayers``."""
        return self.getOrDefault(self.hiddenLayers)

    def getLabelCol(self) -> str:
        """Return the value of ``labelCol``."""
        return self.getOrDefault(self.labelCol)

    def getMargin(self) -> float:
        """Return the value of ``margin``."""
        return self.getOrDefault(self.margin)

    def getMaxIter(self) -> int:
        """Return the value of ``maxIter``."""
        return self.getOrDefault(self.maxIter)

    def getMaxNumClasses(self) -> int:
        """Return the value of ``maxNumClasses``."""
        return self.getOrDefault(self.maxNumClasses)

    def getMembers(self) -> int:
        """Return the value of ``members``."""
        return self.getOrDefault(self.members)

    def getMethod(self) -> str:
        """Return the value of ``method``."""
        return self.getOrDefault(self.method)

    def getMirrorChance(self) -> float:
        """Return the value of ``mirrorChance``."""
        return self.getOrDefault(self.mirrorChance)

    def getPatience(self) -> int:
        """Return the value of ``patience``."""
        return self.getOrDefault(self.patience)

    def getPredictionCol(self) -> str:
        """Return the value of ``predictionCol``."""
        return self.getOrDefault(self.predictionCol)

    def setPredictionCol(self, value: str) -> Self:
        """Set ``predictionCol``."""
        return self._set(predictionCol=value)

    def getProbabilityCol(self) -> str:
        """Return the value of ``probabilityCol``."""
        return self.getOrDefault(self.probabilityCol)

    def setProbabilityCol(self, value: str) -> Self:
        """Set ``probabilityCol``."""
        return self._set(probabilityCol=value)

    def getRawPredictionCol(self) -> str:
        """Return the value of ``rawPredictionCol``."""
        return self.getOrDefault(self.rawPredictionCol)

    def setRawPredictionCol(self, value: str) -> Self:
        """Set ``rawPredictionCol``."""
        return self._set(rawPredictionCol=value)

    def getSeed(self) -> int:
        """Return the value of ``seed``."""
        return self.getOrDefault(self.seed)

    def getShards(self) -> int:
        """Return the value of ``shards``."""
        return self.getOrDefault(self.shards)

    def getStartP(self) -> float:
        """Return the value of ``startP``."""
        return self.getOrDefault(self.startP)

    def getStepSize(self) -> float:
        """Return the value of ``stepSize``."""
        return self.getOrDefault(self.stepSize)

    def getThresholds(self) -> list[float]:
        """Return the value of ``thresholds``."""
        return self.getOrDefault(self.thresholds)

    def setThresholds(self, value: list[float]) -> Self:
        """Set ``thresholds``."""
        return self._set(thresholds=value)

    def getValidationIndicatorCol(self) -> str:
        """Return the value of ``validationIndicatorCol``."""
        return self.getOrDefault(self.validationIndicatorCol)

    def getWeightCol(self) -> str:
        """Return the value of ``weightCol``."""
        return self.getOrDefault(self.weightCol)

    def getWidth(self) -> int:
        """Return the value of ``width``."""
        return self.getOrDefault(self.width)


class EvaluatorParams(JavaParams):
    """The Params of an evaluator."""

    certifiedRadiusCol: Param[str] = Param(
        Params._dummy(),
        "certifiedRadiusCol",
        "certified radius column name",
        TypeConverters.toString,
    )
    epsilon: Param[float] = Param(
        Params._dummy(),
        "epsilon",
        "radius that counts (>= 0), in the unit of certifiedRadius",
        TypeConverters.toFloat,
    )
    labelCol: Param[str] = Param(
        Params._dummy(), "labelCol", "label column name", TypeConverters.toString
    )
    predictionCol: Param[str] = Param(
        Params._dummy(), "predictionCol", "prediction column name", TypeConverters.toString
    )
    weightCol: Param[str] = Param(
        Params._dummy(),
        "weightCol",
        "weight column name. If this is not set or empty, we treat all instance weights as 1.0",
        TypeConverters.toString,
    )

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        certifiedRadiusCol: str = "certifiedRadius",
        epsilon: float = 0.1,
        labelCol: str = "label",
        predictionCol: str = "prediction",
        weightCol: str | None = None,
    ) -> None:
        """Set Params by keyword.

        Parameters
        ----------
        certifiedRadiusCol : str, default "certifiedRadius"
            certified radius column name
        epsilon : float, default 0.1
            radius that counts (>= 0), in the unit of certifiedRadius
        labelCol : str, default "label"
            label column name
        predictionCol : str, default "prediction"
            prediction column name
        weightCol : str, not set by default
            weight column name. If this is not set or empty, we treat all instance weights as 1.0
        """
        given = self._input_kwargs
        super().__init__()
        self._java_obj = new_java_object("CertifiedAccuracyEvaluator", self.uid)
        self._setDefault(
            certifiedRadiusCol="certifiedRadius",
            epsilon=0.1,
            labelCol="label",
            predictionCol="prediction",
        )
        self._set(**given)

    @keyword_only
    def setParams(
        self,
        *,
        certifiedRadiusCol: str = "certifiedRadius",
        epsilon: float = 0.1,
        labelCol: str = "label",
        predictionCol: str = "prediction",
        weightCol: str | None = None,
    ) -> Self:
        """Set Params by keyword, as the constructor takes them."""
        return self._set(**self._input_kwargs)

    def getCertifiedRadiusCol(self) -> str:
        """Return the value of ``certifiedRadiusCol``."""
        return self.getOrDefault(self.certifiedRadiusCol)

    def setCertifiedRadiusCol(self, value: str) -> Self:
        """Set ``certifiedRadiusCol``."""
        return self._set(certifiedRadiusCol=value)

    def getEpsilon(self) -> float:
        """Return the value of ``epsilon``."""
        return self.getOrDefault(self.epsilon)

    def setEpsilon(self, value: float) -> Self:
        """Set ``epsilon``."""
        return self._set(epsilon=value)

    def getLabelCol(self) -> str:
        """Return the value of ``labelCol``."""
        return self.getOrDefault(self.labelCol)

    def setLabelCol(self, value: str) -> Self:
        """Set ``labelCol``."""
        return self._set(labelCol=value)

    def getPredictionCol(self) -> str:
        """Return the value of ``predictionCol``."""
        return self.getOrDefault(self.predictionCol)

    def setPredictionCol(self, value: str) -> Self:
        """Set ``predictionCol``."""
        return self._set(predictionCol=value)

    def getWeightCol(self) -> str:
        """Return the value of ``weightCol``."""
        return self.getOrDefault(self.weightCol)

    def setWeightCol(self, value: str) -> Self:
        """Set ``weightCol``."""
        return self._set(weightCol=value)
