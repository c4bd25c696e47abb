using System.Buffers;
using System.Text;

namespace Modelyard.Inference;

/// <summary>
/// The model's chat template as libllama applies it: by recognising a known family in the Jinja source, not by running Jinja.
/// A template it does not recognise is an error that names it, never a guess.
/// </summary>
internal sealed unsafe class ChatTemplate
{
    private static readonly ChatMessage[] Probe = [new("user", "hello")];

    private readonly byte[]? _source;
    private readonly string? _problem;

    private ChatTemplate(byte[]? source, string? problem)
    {
        _source = source;
        _problem = problem;
    }

    /// <summary>Why chat is not possible; null where it is.</summary>
    internal string? Problem => _problem;

    /// <param name="source">Jinja source, or the name of a family the engine knows, such as <c>chatml</c>.</param>
    /// <param name="origin">Where it is from, for the message.</param>
    internal static ChatTemplate Create(string? source, string origin)
    {
        if (string.IsNullOrEmpty(source))
        {
            return new ChatTemplate(null, $"{origin} has no chat template: use /v1/completions, or start the server with --chat-template.");
        }

        var template = new ChatTemplate(Encoding.UTF8.GetBytes(source + '\0'), null);
        return template.Apply(Probe, []) < 0
            ? new ChatTemplate(null, $"{origin} has a chat template this engine cannot apply (\"{Excerpt(source)}\"): start the server with --chat-template and one of {string.Join(", ", BuiltIn())}.")
            : template;
    }

    /// <exception cref="ApiException">There is no usable template.</exception>
    internal string Render(IReadOnlyList<ChatMessage> messages)
    {
        if (_problem is not null)
        {
            throw ApiException.BadRequest(_problem, "messages", "chat_template_unsupported");
        }

        var buffer = new byte[256 + messages.Sum(m => 64 + ((m.Content.Length + m.Role.Length) * 3))];
        var length = Apply(messages, buffer);
        if (length > buffer.Length)
        {
            buffer = new byte[length];
            length = Apply(messages, buffer);
        }

        return length >= 0
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw ApiException.BadRequest("The model's chat template cannot be applied to these messages.", "messages", "chat_template_unsupported");
    }

    private int Apply(IReadOnlyList<ChatMessage> messages, byte[] buffer)
    {
        var native = new LlamaChatMessage[messages.Count];
        var pins = new List<MemoryHandle>(messages.Count * 2);
        try
        {
            for (var i = 0; i < native.Length; i++)
            {
                native[i] = new LlamaChatMessage { role = Pin(messages[i].Role), content = Pin(messages[i].Content) };
            }

            fixed (byte* template = _source)
            fixed (LlamaChatMessage* first = native)
            fixed (byte* output = buffer)
            {
                return NativeMethods.llama_chat_apply_template(template, first, (nuint)native.Length, 1, output, buffer.Length);
            }
        }
        finally
        {
            foreach (var pin in pins)
            {
                pin.Dispose();
            }
        }

        byte* Pin(string text)
        {
            // A NUL would end the text for the engine in the middle of a message.
            var pin = new Memory<byte>(Encoding.UTF8.GetBytes(text.Replace("\0", "\uFFFD", StringComparison.Ordinal) + '\0')).Pin();
            pins.Add(pin);
            return (byte*)pin.Pointer;
        }
    }

    private static IEnumerable<string> BuiltIn()
    {
        var names = new nint[256];
        int count;
        fixed (nint* first = names)
        {
            count = NativeMethods.llama_chat_builtin_templates((byte**)first, (nuint)names.Length);
        }

        return names.Take(Math.Max(0, count)).Select(n => System.Runtime.InteropServices.Marshal.PtrToStringUTF8(n)!).ToArray();
    }

    private static string Excerpt(string source)
    {
        var line = source.ReplaceLineEndings(" ").Trim();
        return line.Length <= 60 ? line : line[..60] + "…";
    }
}
