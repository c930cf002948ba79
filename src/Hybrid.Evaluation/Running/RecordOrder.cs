namespace Hybrid.Evaluation.Running;

/// <summary>
/// The order of records in a finished run: pairs in ordinal order of their ids, then seeds, then methods in the order of tables.
/// A run's file is the same whatever the number of threads, and whether one process wrote it or shards were joined.
/// </summary>
internal static class RecordOrder
{
    private readonly record struct Place(int File, long Position, int Length, string Pair, int Seed, int Method);

    /// <summary>Whether the records of a run folder stand in the order already.</summary>
    /// <exception cref="InputException">The records are damaged.</exception>
    public static bool Holds(string folder, IReadOnlyList<string> methods)
    {
        bool holds = true;
        Place? last = null;
        foreach (Place place in PlacesIn(folder, 0, Ranks(methods)))
        {
            holds &= last is not { } l || Compare(l, place) < 0;
            last = place;
        }
        return holds;
    }

    /// <summary>Writes the records of some run folders in the order.</summary>
    /// <param name="folders">Run folders without a record in common.</param>
    /// <param name="methods">The methods in the order of tables.</param>
    /// <param name="output">Receives the lines.</param>
    /// <returns>Number of records.</returns>
    /// <exception cref="InputException">The records are damaged, or one stands twice.</exception>
    public static int Write(IReadOnlyList<string> folders, IReadOnlyList<string> methods, Stream output)
    {
        Dictionary<string, int> ranks = Ranks(methods);
        Place[] places = [.. folders.SelectMany((folder, i) => PlacesIn(folder, i, ranks))];
        Array.Sort(places, Compare);
        for (int i = 1; i < places.Length; i++)
        {
            if (Compare(places[i - 1], places[i]) == 0)
                throw new InputException($"{folders[places[i].File]}: '{places[i].Pair}' with {Name(methods, places[i].Method)} is in {(places[i].File == places[i - 1].File ? "it" : folders[places[i - 1].File])} too");
        }
        var files = new FileStream[folders.Count];
        try
        {
            for (int i = 0; i < files.Length; i++)
                files[i] = new FileStream(Path.Combine(folders[i], RunFolder.PairsFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] line = [];
            foreach (Place place in places)
            {
                if (line.Length <= place.Length)
                    line = new byte[2 * place.Length];
                files[place.File].Position = place.Position;
                files[place.File].ReadExactly(line, 0, place.Length);
                line[place.Length] = (byte)'\n';
                output.Write(line, 0, place.Length + 1);
            }
        }
        catch (EndOfStreamException e)
        {
            throw new InputException($"{string.Join(", ", folders)}: a file was shortened while it was read", e);
        }
        finally
        {
            foreach (FileStream? file in files)
                file?.Dispose();
        }
        return places.Length;
    }

    private static List<Place> PlacesIn(string folder, int file, Dictionary<string, int> ranks)
    {
        var places = new List<Place>();
        ResultReader.ReadFolder(folder, (in ResultLine line) =>
        {
            if (!ranks.TryGetValue(line.Method, out int method))
                throw new InputException($"{folder}: {RunFolder.PairsFile} has results of {line.Method}, which {RunFolder.RunFile} does not name");
            places.Add(new Place(file, line.Position, line.Json.Length, line.Pair, line.Seed, method));
        });
        return places;
    }

    private static Dictionary<string, int> Ranks(IReadOnlyList<string> methods) =>
        methods.Select((m, i) => (m, i)).ToDictionary(m => m.m, m => m.i, StringComparer.Ordinal);

    private static string Name(IReadOnlyList<string> methods, int rank) => methods[rank];

    private static int Compare(Place a, Place b)
    {
        int pair = string.CompareOrdinal(a.Pair, b.Pair);
        return pair != 0 ? pair : a.Seed != b.Seed ? a.Seed.CompareTo(b.Seed) : a.Method.CompareTo(b.Method);
    }
}
