"""Classifiers whose robustness is proved, on Apache Spark."""

from linfnet.evaluation import Evaluation, certify
from linfnet.session import jar, session
from org.linfnet.ml import (
    CertifiedAccuracyEvaluator,
    InvalidInputException,
    LinfDistClassificationModel,
    LinfDistClassificationSummary,
    LinfDistClassifier,
    LinfDistTrainingSummary,
)

__all__ = [
    "CertifiedAccuracyEvaluator",
    "Evaluation",
    "InvalidInputException",
    "LinfDistClassificationModel",
    "LinfDistClassificationSummary",
    "LinfDistClassifier",
    "LinfDistTrainingSummary",
    "certify",
    "jar",
    "session",
]
