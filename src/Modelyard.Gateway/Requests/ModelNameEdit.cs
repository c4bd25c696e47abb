namespace Modelyard.Gateway;

/// <summary>Makes a request name the model as its replica knows it.</summary>
internal static class ModelNameEdit
{
    public static BodyEdit? For(in RequestFields fields, ServedModel model)
    {
        if (fields.Model is null)
        {
            return new BodyEdit(fields.ObjectAt, 0, fields.IsEmpty ? model.NameField : model.NameFieldAndComma);
        }

        // Any other name was addressed to the replica by its URL, and is the replica's to judge: it may be an adapter's.
        return fields.Model == model.QualifiedId ? new BodyEdit(fields.ModelAt.At, fields.ModelAt.Length, model.NameJson) : null;
    }
}
