namespace Hybrid.Evaluation.Datasets;

/// <summary>One pair as a list has it.</summary>
/// <param name="Where">File and line, for messages.</param>
/// <param name="Fields">What is given, by column; nothing is empty.</param>
internal sealed record ListRow(string Where, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The text of a column; null where there is none.</summary>
    public string? this[string column] => Fields.GetValueOrDefault(column);
}
