namespace Modelyard.Artifacts;

/// <summary>What a pickle does that plain data never needs, whatever the names are that it uses for it.</summary>
public enum PickleConcern
{
    /// <summary>An import whose name is computed while loading.</summary>
    ComputedImport,

    /// <summary>An import by number from a registry that only the loading program knows.</summary>
    ExtensionRegistry,

    /// <summary>A call of something that is itself the result of a call.</summary>
    ComputedCall,

    /// <summary>Writing into an imported class or function.</summary>
    ChangesImport,

    /// <summary>
    /// An instruction runs over the end of its frame. Python's implementation in C then drops what is left of the frame, the one in Python
    /// fails, and readers that ignore frames go on: each sees another pickle.
    /// </summary>
    CrossesFrame,

    /// <summary>More different imports than are kept apart.</summary>
    TooManyImports,
}
