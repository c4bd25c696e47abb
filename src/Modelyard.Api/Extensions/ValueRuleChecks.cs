using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Checks <see cref="ValueRules"/>, in the words of Kubernetes' validation.</summary>
internal static class ValueRuleChecks
{
    public static void Check(ResourceSchema schema, ValueRules rules, JsonNode? value, FieldPath? path, List<FieldError> errors)
    {
        if (rules.Enum.Count > 0 && !rules.Enum.Any(allowed => JsonNode.DeepEquals(allowed, value)))
        {
            errors.Add(FieldError.NotSupported(Name(path), Shown(value), rules.Enum.Select(Shown)));
        }

        CheckSize(rules, value, path, errors);
        if (value?.GetValueKind() == JsonValueKind.Number)
        {
            CheckNumber(schema, rules, value, path, errors);
        }

        CheckCombinations(rules, value, path, errors);
    }

    private static void CheckSize(ValueRules rules, JsonNode? value, FieldPath? path, List<FieldError> errors)
    {
        switch (value)
        {
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                var length = text.GetValue<string>().EnumerateRunes().Count();
                Require(length >= (rules.MinLength ?? 0), $"should be at least {rules.MinLength} chars long");
                Require(length <= (rules.MaxLength ?? int.MaxValue), $"should be at most {rules.MaxLength} chars long");
                break;
            case JsonArray list:
                Require(list.Count >= (rules.MinItems ?? 0), $"should have at least {rules.MinItems} items");
                Require(list.Count <= (rules.MaxItems ?? int.MaxValue), $"should have at most {rules.MaxItems} items");
                break;
            case JsonObject item:
                Require(item.Count >= (rules.MinProperties ?? 0), $"should have at least {rules.MinProperties} properties");
                Require(item.Count <= (rules.MaxProperties ?? int.MaxValue), $"should have at most {rules.MaxProperties} properties");
                break;
        }

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                errors.Add(FieldError.Invalid(Name(path), Shown(value), $"{Name(path)} in body {what}"));
            }
        }
    }

    private static void CheckNumber(ResourceSchema schema, ValueRules rules, JsonNode value, FieldPath? path, List<FieldError> errors)
    {
        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        var wrong = rules switch
        {
            { ExclusiveMinimum: true } when number <= schema.Minimum => $"should be greater than {schema.Minimum}",
            { ExclusiveMaximum: true } when number >= schema.Maximum => $"should be less than {schema.Maximum}",
            { MultipleOf: { } factor } when Math.Abs(Math.IEEERemainder(number, factor)) > 1e-9 => $"should be a multiple of {factor}",
            _ => null,
        };
        if (wrong is not null)
        {
            errors.Add(FieldError.Invalid(Name(path), value.ToJsonString(), $"{Name(path)} in body {wrong}", quoted: false));
        }
    }

    private static void CheckCombinations(ValueRules rules, JsonNode? value, FieldPath? path, List<FieldError> errors)
    {
        foreach (var part in rules.AllOf)
        {
            SchemaChecker.CheckValue(part, value, path, errors);
        }

        if (rules.AnyOf.Count > 0 && !rules.AnyOf.Any(Holds))
        {
            errors.Add(FieldError.Invalid(Name(path), Shown(value), $"{Name(path)} in body must validate at least one schema (anyOf)"));
        }

        if (rules.OneOf.Count > 0 && rules.OneOf.Count(Holds) != 1)
        {
            errors.Add(FieldError.Invalid(Name(path), Shown(value), $"{Name(path)} in body must validate one and only one schema (oneOf)"));
        }

        if (rules.Not is { } not && Holds(not))
        {
            errors.Add(FieldError.Invalid(Name(path), Shown(value), $"{Name(path)} in body must not validate the schema (not)"));
        }

        bool Holds(ResourceSchema part)
        {
            var found = new List<FieldError>();
            SchemaChecker.CheckValue(part, value, path, found);
            return found.Count == 0;
        }
    }

    private static string Name(FieldPath? path) => path?.ToString() ?? "";

    private static string Shown(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value?.ToJsonString() ?? "null";
}
