using System.Globalization;

namespace Modelyard.Api;

/// <summary>Where a field is, as validators name it: <c>spec.containers[0].image</c>. Text is only made when a path is shown.</summary>
public sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _step;
    private readonly bool _isIndex;

    private FieldPath(FieldPath? parent, string step, bool isIndex)
    {
        _parent = parent;
        _step = step;
        _isIndex = isIndex;
    }

    /// <summary>A field of the object itself.</summary>
    public static FieldPath Of(string name) => new(null, name, false);

    /// <summary>A field below this one.</summary>
    public FieldPath Child(string name) => new(this, name, false);

    /// <summary>An element of this list.</summary>
    public FieldPath Index(int index) => new(this, index.ToString(CultureInfo.InvariantCulture), true);

    /// <summary>An entry of this map.</summary>
    public FieldPath Key(string key) => new(this, key, true);

    /// <inheritdoc/>
    public override string ToString() => _parent is null ? _step : _isIndex ? $"{_parent}[{_step}]" : $"{_parent}.{_step}";

    /// <summary>Validators hand paths on as text.</summary>
    public static implicit operator string(FieldPath path) => path.ToString();
}
