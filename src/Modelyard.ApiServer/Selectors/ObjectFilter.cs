using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>Which objects a list, a watch or a deletion of many is about.</summary>
internal sealed record ObjectFilter(LabelSelector Labels, FieldSelector Fields)
{
    public static readonly ObjectFilter Everything = new(LabelSelector.Everything, FieldSelector.Everything);

    public bool IsEverything => Labels.IsEverything && Fields.IsEverything;

    public static ObjectFilter Of(ApiRequest request)
    {
        var fields = FieldSelector.Parse(request.Text("fieldSelector"), request.Kind);
        return new ObjectFilter(LabelSelector.Parse(request.Text("labelSelector")), fields);
    }

    public bool Matches(JsonObject document) => Matches(new ObjectView(document));

    public bool Matches(ObjectView view) =>
        (Labels.IsEverything || Labels.Matches(view.Labels)) && (Fields.IsEverything || Fields.Matches(view.Document));
}
