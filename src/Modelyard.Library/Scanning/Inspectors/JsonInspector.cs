using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// Configuration in JSON, whatever the file is called: code that a loader is asked to run, chat templates, and the layers of a Keras
/// model. Read as a stream of tokens, because a tokenizer's vocabulary comes in the same form.
/// </summary>
internal static class JsonInspector
{
    internal static void Inspect(Content content, Inspection inspection) => inspection.Read(content, reader =>
    {
        try
        {
            new JsonVisit(reader, content, "", inspection).Run();
        }
        catch (MalformedContentException e)
        {
            inspection.Unfinished(FileRules.Unreadable, content, $"byte {e.Offset}", e.Message);
        }

        return true;
    });

    private sealed class JsonVisit(ByteReader reader, Content content, string at, Inspection inspection)
    {
        private const int LongestPath = 200;
        private readonly JsonTokens _tokens = new(reader);
        private readonly Stack<Scope> _scopes = [];
        private string? _name;

        internal void Run()
        {
            SkipMark();
            for (JsonToken token; (token = _tokens.Next()) != JsonToken.End;)
            {
                Visit(token, _tokens.Text);
            }
        }

        private void SkipMark()
        {
            if (reader.Peek() == 0xEF)
            {
                reader.Skip(3, "a byte order mark");
            }
        }

        private void Visit(JsonToken token, string? text)
        {
            switch (token)
            {
                case JsonToken.Name:
                    _name = text;
                    return;
                case JsonToken.StartObject or JsonToken.StartArray:
                    _scopes.Push(new Scope(_name, IsIn("auto_map") || _name == "auto_map", IsTemplate(), token == JsonToken.StartObject ? new KerasObject() : null));
                    break;
                case JsonToken.EndObject or JsonToken.EndArray:
                    var scope = _scopes.Pop();
                    scope.Keras?.Check(content, Where(scope.Name), inspection);
                    break;
                case JsonToken.String:
                    Value(text);
                    break;
                case JsonToken.Literal when _name is "trust_remote_code" && text == "true":
                    Remote("trust_remote_code is true");
                    break;
            }

            // Elements of an array go by the array's name.
            _name = token is JsonToken.StartArray ? _name : token is JsonToken.StartObject || _scopes.Count == 0 ? null : _scopes.Peek().Keras is null ? _scopes.Peek().Name : null;
        }

        private void Value(string? text)
        {
            _scopes.TryPeek(out var scope);
            if (_name is not null && scope?.Keras is { } keras)
            {
                keras.Set(_name, text);
            }

            if (_name is "auto_map" || scope is { IsAutoMap: true })
            {
                Remote($"auto_map names {text}");
            }
            else if (_name is "custom_pipelines" or "custom_pipeline")
            {
                Remote($"a custom pipeline is named: {text}");
            }

            if (IsTemplate())
            {
                Template(text);
            }
        }

        // A template is a text, or a list of objects with the text as "template", or an object with a text for each name.
        private bool IsTemplate() => _name is "chat_template" || (_scopes.TryPeek(out var scope) && scope.IsTemplate && _name is not "name");

        private void Template(string? text)
        {
            if (text is null)
            {
                inspection.Unfinished(TemplateRules.Unreadable, content, Where(_name), "the chat template is longer than any");
            }
            else
            {
                TemplateInspector.Inspect(text, content, Where(_name), inspection);
            }
        }

        private bool IsIn(string name) => _scopes.TryPeek(out var scope) && (scope.Name == name || scope.IsAutoMap);

        private void Remote(string message) => inspection.Report(CodeRules.RemoteCode, content, Where(_name), message);

        private string Where(string? name)
        {
            var names = _scopes.Reverse().Select(s => s.Name).Where(n => n is not null).Append(name).Where(n => n is not null);
            var path = string.Join('.', names.Prepend(at).Where(n => n!.Length > 0));
            return path.Length <= LongestPath ? path : path[..LongestPath];
        }

        private sealed record Scope(string? Name, bool IsAutoMap, bool IsTemplate, KerasObject? Keras);
    }
}
