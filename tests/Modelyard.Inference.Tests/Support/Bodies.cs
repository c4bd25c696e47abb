namespace Modelyard.Inference.Tests;

/// <summary>Request bodies. <see cref="Say"/> makes a model with random weights say an exact text: a schema with one value.</summary>
internal static class Bodies
{
    internal static object[] User(string text) => [new { role = "user", content = text }];

    internal static object Say(object constant) => Schema(new { @const = constant });

    internal static object Schema(object schema) => new { type = "json_schema", json_schema = new { name = "answer", strict = true, schema } };

    internal static Dictionary<string, object?> Chat(params (string Key, object? Value)[] more)
    {
        var body = new Dictionary<string, object?> { ["model"] = "random", ["messages"] = User("hello"), ["max_tokens"] = 20, ["temperature"] = 0 };
        foreach (var (key, value) in more)
        {
            body[key] = value;
        }

        return body;
    }

    internal static Dictionary<string, object?> Text(params (string Key, object? Value)[] more)
    {
        var body = new Dictionary<string, object?> { ["model"] = "random", ["prompt"] = "the capital", ["max_tokens"] = 10, ["temperature"] = 0 };
        foreach (var (key, value) in more)
        {
            body[key] = value;
        }

        return body;
    }
}
