"""Classifiers whose robustness is proved, on Apache Spark."""

from linfnet.session import jar, session
from org.linfnet.ml import (
    CertifiedAccuracyEvaluator,
    InvalidInputException,
    LinfDistClassificationModel,
    LinfDistClassifier,
    LinfDistTrainingSummary,
)

__all__ = [
    "CertifiedAccuracyEvaluator",
    "InvalidInputException",
    "LinfDistClassificationModel",
    "LinfDistClassifier",
    "LinfDistTrainingSummary",
    "jar",
    "session",
]
