using System.Text.Json;
using System.Text.Json.Serialization;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Running;

/// <summary>Measured values as an object, in their order; a failure's value is null.</summary>
internal sealed class MetricValuesConverter : JsonConverter<MetricValues>
{
    /// <inheritdoc />
    public override MetricValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = new MetricValues();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("the metrics are no object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                values.AddFailure(name);
            else if (reader.TokenType == JsonTokenType.Number && reader.GetDouble() is var value && double.IsFinite(value))
                values.Add(name, value);
            else
                throw new JsonException($"the value of '{name}' is not a number");
        }
        return values;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, MetricValues value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string name, double number) in value)
        {
            if (double.IsFinite(number))
                writer.WriteNumber(name, number);
            else
                writer.WriteNull(name);
        }
        writer.WriteEndObject();
    }
}
