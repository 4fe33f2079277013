"""Where people and models keep what they learned: SageMaker, Bedrock, Rekognition, and others."""

from bamp_pulumi.catalog.data_store import Condition, DataStore
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, unprotected

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    unprotected(
        "aws:sagemaker/domain:Domain",
        "SageMaker domain",
        instead="Tag the EFS file system that it makes for the backup plan, then exempt it.",
    ),
    unprotected(
        "aws:sagemaker/space:Space",
        "SageMaker space",
        instead="Push its notebooks to a repository and keep data in buckets, then exempt it.",
    ),
    unprotected(
        "aws:sagemaker/notebookInstance:NotebookInstance",
        "SageMaker notebook instance",
        instead="Push its notebooks to a repository and keep data in buckets, then exempt it.",
    ),
    rebuildable(
        "aws:sagemaker/featureGroup:FeatureGroup",
        "SageMaker feature group (with an offline store)",
        when=(Condition(path="offlineStoreConfig", test="present"),),
        instead="Protect the bucket of its offline store, then exempt it.",
    ),
    unprotected(
        "aws:sagemaker/featureGroup:FeatureGroup",
        "SageMaker feature group (online only)",
        instead="Give it an offline store in a bucket that is backed up.",
    ),
    unprotected(
        "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer",
        "SageMaker MLflow tracking server",
        instead="Export its runs on a schedule (artefacts lie in a bucket), then exempt it.",
    ),
    unprotected(
        "aws:sagemaker/mlflowApp:MlflowApp",
        "SageMaker MLflow app",
        instead="Export its runs on a schedule (artefacts lie in a bucket), then exempt it.",
    ),
    unprotected(
        "aws:bedrock/agentcoreMemory:AgentcoreMemory",
        "Bedrock AgentCore memory",
        instead="Stream its records to a store that is backed up, then exempt it.",
    ),
    rebuildable(
        "aws:rekognition/collection:Collection",
        "Rekognition face collection",
        instead="Exempt it when the faces can be indexed again from images kept elsewhere.",
    ),
    rebuildable(
        "aws:rekognition/project:Project",
        "Rekognition Custom Labels project",
        instead="Exempt it when its models can be trained again from data sets kept elsewhere.",
    ),
    unprotected(
        "aws:chime/sdkvoiceVoiceProfileDomain:SdkvoiceVoiceProfileDomain",
        "Chime SDK voice profile domain",
        instead="Exempt it when speakers can be enrolled again: nothing exports voice profiles.",
    ),
)
