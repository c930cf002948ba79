using System.Globalization;
using System.Text.Json;

namespace Hybrid.Evaluation.Cluster.Slurm;

/// <summary>
/// Reads <c>squeue --json</c>. Its numbers are plain up to Slurm 22.05 and objects with <c>set</c> and <c>number</c> since; a state is a
/// word or a list of words.
/// </summary>
public static class SqueueJson
{
    /// <summary>The array tasks of some jobs.</summary>
    /// <param name="json">What <c>squeue --json</c> printed.</param>
    /// <param name="jobs">Ids of the array jobs asked about.</param>
    /// <exception cref="JsonException">It is not the output of squeue.</exception>
    /// <exception cref="InputException">squeue could not ask the controller, which it says with exit code 0 and an empty list.</exception>
    public static IReadOnlyList<QueueEntry> Parse(string json, IReadOnlyCollection<long> jobs)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("jobs", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
            throw new JsonException("it has no list of jobs");
        if (document.RootElement.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
            throw new InputException($"squeue: {Word(errors[0], "description")} ({Word(errors[0], "source")}); is Slurm's controller up?");
        var entries = new List<QueueEntry>();
        foreach (JsonElement job in list.EnumerateArray())
        {
            long id = Number(job, "array_job_id") is { } array and > 0 ? array : Number(job, "job_id") ?? 0;
            if (!jobs.Contains(id))
                continue;
            string state = Word(job, "job_state"), reason = Word(job, "state_reason"), nodes = Word(job, "nodes");
            foreach (int task in Number(job, "array_task_id") is { } one ? [(int)one] : Range(Word(job, "array_task_string")))
                entries.Add(new QueueEntry(id, task, state, reason is "None" ? "" : reason, nodes));
        }
        return entries;
    }

    /// <summary>The indices of a list such as <c>3-7,9-20:2%4</c>, where <c>%4</c> bounds the tasks at a time.</summary>
    /// <exception cref="JsonException">It is not such a list.</exception>
    public static IEnumerable<int> Range(string text)
    {
        foreach (string part in text.Split('%')[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] step = part.Split(':'), ends = step[0].Split('-');
            int first = Index(ends[0]), last = ends.Length == 2 ? Index(ends[1]) : first, by = step.Length == 2 ? Index(step[1]) : 1;
            for (int i = first; i <= last; i += Math.Max(1, by))
                yield return i;
        }
    }

    /// <summary>Indices as a list that sbatch takes: <c>1-3,7</c>.</summary>
    /// <param name="indices">In ascending order.</param>
    public static string Listed(IReadOnlyList<int> indices)
    {
        var parts = new List<string>();
        for (int i = 0, j; i < indices.Count; i = j)
        {
            for (j = i + 1; j < indices.Count && indices[j] == indices[j - 1] + 1;)
                j++;
            parts.Add(j - i == 1 ? FormattableString.Invariant($"{indices[i]}") : FormattableString.Invariant($"{indices[i]}-{indices[j - 1]}"));
        }
        return string.Join(',', parts);
    }

    private static long? Number(JsonElement job, string name)
    {
        if (!job.TryGetProperty(name, out JsonElement value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (value.TryGetProperty("set", out JsonElement set) && set.ValueKind == JsonValueKind.False)
                return null;
            value = value.TryGetProperty("number", out JsonElement number) ? number : default;
        }
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long n) ? n : null;
    }

    private static string Word(JsonElement job, string name) => job.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Array => value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? v.GetString() : null).FirstOrDefault(v => v is not null) ?? "",
            _ => "",
        }
        : "";

    private static int Index(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw new JsonException($"'{text}' is no index of a task");
}
