namespace Modelyard.Api;

/// <summary>What a version was made from and how, as its submitter says.</summary>
public sealed class VersionLineage
{
    /// <summary>Models it was made from: versions of the library (<c>acme/atlas:1.2</c>), addresses (<c>hf://owner/name@revision</c>), or digests.</summary>
    [SetList]
    public List<string>? BaseModels { get; set; }

    /// <summary>Data it was trained on.</summary>
    [MapList("name")]
    public List<LineageDataset>? Datasets { get; set; }

    /// <summary>The program that made it.</summary>
    public LineageCode? Code { get; set; }

    /// <summary>The run that made it.</summary>
    public LineageRun? Training { get; set; }

    /// <summary>How it was evaluated.</summary>
    [MapList("name")]
    public List<LineageEvaluation>? Evaluations { get; set; }
}

/// <summary>Data that a model was trained on.</summary>
public sealed class LineageDataset
{
    /// <summary>What it is called, such as <c>acme/tickets-2026</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Where it is.</summary>
    public string? Uri { get; set; }

    /// <summary>Of its content, as <c>sha256:…</c>.</summary>
    [Pattern("^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; set; }
}

/// <summary>A program at a certain state.</summary>
public sealed class LineageCode
{
    /// <summary>Address of the repository.</summary>
    [Required]
    public string? Repository { get; set; }

    /// <summary>The commit.</summary>
    public string? Commit { get; set; }
}

/// <summary>A run of training.</summary>
public sealed class LineageRun
{
    /// <summary>What it is called where it ran.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Where its records are.</summary>
    public string? Uri { get; set; }
}

/// <summary>An evaluation and what came of it.</summary>
public sealed class LineageEvaluation
{
    /// <summary>What was evaluated, such as <c>mmlu</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Where its report is.</summary>
    public string? Uri { get; set; }

    /// <summary>Metrics with their values.</summary>
    public Dictionary<string, string>? Metrics { get; set; }
}
