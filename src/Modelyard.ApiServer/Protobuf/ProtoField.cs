namespace Modelyard.ApiServer;

/// <summary>How a field's bytes are to be read.</summary>
internal enum ProtoType
{
    Text,
    Bytes,
    Number,
    Bool,
    Time,
    Message,
    TextMap,
    BytesMap,
    QuantityMap,
}

/// <summary>One field of a message: its JSON name and type.</summary>
/// <param name="Name">JSON name.</param>
/// <param name="Type">Wire type.</param>
/// <param name="Message">For <see cref="ProtoType.Message"/>: what is inside.</param>
/// <param name="Repeated">A list of these.</param>
/// <param name="KeepsZero">Zero and false say something, because absence says something else.</param>
internal sealed record ProtoField(string Name, ProtoType Type, ProtoMessage? Message = null, bool Repeated = false, bool KeepsZero = false);

/// <summary>A message: its fields by number.</summary>
internal sealed class ProtoMessage : Dictionary<int, ProtoField>
{
    public ProtoMessage Text(int number, string name) => With(number, new ProtoField(name, ProtoType.Text));

    public ProtoMessage Texts(int number, string name) => With(number, new ProtoField(name, ProtoType.Text, Repeated: true));

    public ProtoMessage Bytes(int number, string name) => With(number, new ProtoField(name, ProtoType.Bytes));

    public ProtoMessage Number(int number, string name) => With(number, new ProtoField(name, ProtoType.Number));

    public ProtoMessage OptionalNumber(int number, string name) => With(number, new ProtoField(name, ProtoType.Number, KeepsZero: true));

    public ProtoMessage Bool(int number, string name) => With(number, new ProtoField(name, ProtoType.Bool));

    public ProtoMessage OptionalBool(int number, string name) => With(number, new ProtoField(name, ProtoType.Bool, KeepsZero: true));

    public ProtoMessage Time(int number, string name) => With(number, new ProtoField(name, ProtoType.Time));

    public ProtoMessage TextMap(int number, string name) => With(number, new ProtoField(name, ProtoType.TextMap));

    public ProtoMessage BytesMap(int number, string name) => With(number, new ProtoField(name, ProtoType.BytesMap));

    public ProtoMessage QuantityMap(int number, string name) => With(number, new ProtoField(name, ProtoType.QuantityMap));

    public ProtoMessage Of(int number, string name, ProtoMessage message) => With(number, new ProtoField(name, ProtoType.Message, message));

    public ProtoMessage ListOf(int number, string name, ProtoMessage message) => With(number, new ProtoField(name, ProtoType.Message, message, Repeated: true));

    private ProtoMessage With(int number, ProtoField field)
    {
        Add(number, field);
        return this;
    }
}
