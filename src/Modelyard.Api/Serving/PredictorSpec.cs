namespace Modelyard.Api;

/// <summary>Runs a model: either <c>model</c> (or one of the older framework keys), or containers of your own.</summary>
public sealed class PredictorSpec : ComponentSpec
{
    /// <summary>Name of this version of the predictor; becomes part of the names of what runs it.</summary>
    [Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$")]
    public string? Name { get; set; }

    /// <summary>The model and the runtime that serves it.</summary>
    public ModelSpec? Model { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>sklearn</c>.</summary>
    public PredictorExtension? Sklearn { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>xgboost</c>.</summary>
    public PredictorExtension? Xgboost { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>tensorflow</c>.</summary>
    public PredictorExtension? Tensorflow { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>pytorch</c>.</summary>
    public PredictorExtension? Pytorch { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>triton</c>.</summary>
    public PredictorExtension? Triton { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>onnx</c>.</summary>
    public PredictorExtension? Onnx { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>huggingface</c>.</summary>
    public PredictorExtension? Huggingface { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>pmml</c>.</summary>
    public PredictorExtension? Pmml { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>lightgbm</c>.</summary>
    public PredictorExtension? Lightgbm { get; set; }

    /// <summary>Older form of <c>model</c> with format <c>paddle</c>.</summary>
    public PredictorExtension? Paddle { get; set; }

    /// <summary>Several places to fetch from, each with its own mount path. Not together with a <c>storageUri</c>.</summary>
    public List<StorageUri>? StorageUris { get; set; }

    /// <summary>ClusterStorageContainer to fetch with; otherwise found by the URI.</summary>
    public string? StorageContainerName { get; set; }

    /// <summary>Workers of a predictor that spans machines.</summary>
    public WorkerSpec? WorkerSpec { get; set; }
}
