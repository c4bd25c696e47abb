namespace Modelyard.Gateway;

/// <summary>Makes a request name the model as its replica knows it.</summary>
internal static class ModelNameEdit
{
    public static BodyEdit? For(GatewayCall call)
    {
        var (fields, model) = (call.Fields, call.Model);
        if (fields.Model is null)
        {
            return new BodyEdit(fields.ObjectAt, 0, fields.IsEmpty ? model.NameField : model.NameFieldAndComma);
        }

        // Any other name was addressed to the replica by its URL, and is the replica's to judge: it may be an adapter's.
        return call.NeedsRenaming || fields.Model == model.QualifiedId || (fields.Model == model.Name && model.Name != model.ReplicaName) ? new BodyEdit(fields.ModelAt.At, fields.ModelAt.Length, model.NameJson) : null;
    }
}
