using Hybrid.Evaluation.Export;
using Hybrid.Evaluation.Predictions;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Running;

/// <summary>Run folders whose files were changed by something else end in one line, whoever reads them.</summary>
public class DamagedRunTests
{
    [Theory]
    [InlineData("\"methods\":", "\"method\":")]
    [InlineData("\"config\":", "\"config\": 1, \"config\":")]
    [InlineData("\"shard\": \"1/1\"", "\"shard\": 5")]
    [InlineData("\"shard\": \"1/1\"", "\"shard\": null")]
    [InlineData("\"sources\": [", "\"sources\": [\"\", ")]
    [InlineData("\"sources\": [", "\"sources\": [null, ")]
    [InlineData("\"pairs\": 2", "\"pairs\": -2")]
    [InlineData("\"pairs\": 2", "\"pairs\": 1e99")]
    [InlineData("\"good\"", "null")]
    [InlineData("\"good\"", "[\"good\"]")]
    [InlineData("\"seeds\": 1", "\"seeds\": \"x\"")]
    [InlineData("{", "[")]
    public void Run_json(string from, string to)
    {
        using TemporaryFolder folder = Run();
        string file = folder["run/run.json"], text = File.ReadAllText(file);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        File.WriteAllText(file, text[..at] + to + text[(at + from.Length)..]);
        OneLine("run.json", () => ResultTable.Load([folder["run"]]));
        OneLine("run.json", () => RunMerger.Merge([folder["run"]], folder["merged"]));
    }

    [Theory]
    [InlineData("[1,2,", "[1,null,")]
    [InlineData("[1,2,", "[1,false,")]
    [InlineData("[1,2,", "[1e9999,2,")]
    [InlineData("[1,2,", "[1,2,3,")]
    [InlineData("\"homography\":[", "\"homography\":[1,")]
    [InlineData("\"steps\":[", "\"steps\":[null,")]
    [InlineData("\"confidence\":0.5", "\"confidence\":7")]
    [InlineData("\"method_used\":\"good\"", "\"method_used\":null")]
    [InlineData("\"outcome\":\"accepted\"", "\"outcome\":\"7\"")]
    [InlineData("\"status\":\"ok\"", "\"status\":\"fine\"")]
    public void A_record_s_details(string from, string to)
    {
        using TemporaryFolder folder = Run();
        Damage(folder, from, to);
        OneLine("pairs.ndjson:1: the record is damaged", () => RunExporter.Export(folder["run"], RunReport.PairsOf([folder["run"]]), folder["out"]));
        OneLine("pairs.ndjson:1: the record is damaged", () => RunReport.Write(folder["run"], new SummaryOptions(), 1));
    }

    [Theory]
    [InlineData("\"metrics\":{", "\"metrics\":{\"x\":\"y\",")]
    [InlineData("\"metrics\":{", "\"metrics\":{\"x\":1e999,")]
    [InlineData("\"pair\":", "\"pair\":[],\"pair\":")]
    [InlineData("\"seed\":0", "\"seed\":0.5")]
    [InlineData("\"cost\":{", "\"cost\":{\"ms\":null,")]
    public void A_record_s_figures(string from, string to)
    {
        using TemporaryFolder folder = Run();
        Damage(folder, from, to);
        OneLine("pairs.ndjson:1: the record is damaged", () => ResultTable.Load([folder["run"]]));
    }

    [Fact]
    public void Bytes_that_are_no_text()
    {
        using TemporaryFolder folder = Run();
        byte[] bytes = File.ReadAllBytes(folder["run/pairs.ndjson"]);
        bytes[bytes.AsSpan().IndexOf("a hash"u8)] = 0xFF;
        File.WriteAllBytes(folder["run/pairs.ndjson"], bytes);
        OneLine("the record is damaged", () => RunExporter.Export(folder["run"], RunReport.PairsOf([folder["run"]]), folder["out"]));
    }

    [Theory]
    [InlineData(1_500_000_000)]
    [InlineData(-1)]
    public void An_answer_that_promises_more_than_its_file_holds(int count)
    {
        using TemporaryFolder folder = Run(PredictionDetail.Dense);
        string file = Directory.EnumerateFiles(folder["run/predictions"], "*.pred", SearchOption.AllDirectories).First();
        byte[] bytes = File.ReadAllBytes(file);
        // Behind magic, version, kind, status, reason, two names, confidence, overlap, matches and nine numbers of H.
        int at = 4 + 4 + 1 + 4 + 4 + 5 + 5 + 8 + 8 + 4 + 1 + 72;
        Assert.Equal(1, BitConverter.ToInt32(bytes, at));
        BitConverter.TryWriteBytes(bytes.AsSpan(at), count);
        File.WriteAllBytes(file, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        OneLine("the stored answer is damaged", () => RunRescorer.Rescore(folder["run"], [TinyRun.Reopen(folder)]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, 1)]
    public void A_map_larger_than_its_data_can_fill(int width, int height)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Prepared(PredictionStore.FileOf("d:p", "m", 0));
        using (var writer = new BinaryWriter(File.Create(file)))
        {
            writer.Write(0x50425948);
            writer.Write(1);
            writer.Write((byte)'D');
            writer.Write("m");
            writer.Write(width);
            writer.Write(height);
            writer.Write(3);
            writer.Write([1, 2, 3]);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        OneLine("the stored answer is damaged", () => PredictionStore.Load(folder.Path, "d:p", "m", 0));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Rescoring_waits_for_no_one_who_writes_there()
    {
        using TemporaryFolder folder = Run();
        byte[] before = File.ReadAllBytes(folder["run/pairs.ndjson"]);
        using (RunFolder.Lock(folder["run"]))
            OneLine("another process is writing there", () => RunRescorer.Rescore(folder["run"], [TinyRun.Reopen(folder)]));
        Assert.Equal(before, File.ReadAllBytes(folder["run/pairs.ndjson"]));
        Assert.Equal((0, 2), RunRescorer.Rescore(folder["run"], [TinyRun.Reopen(folder)]));
    }

    private static TemporaryFolder Run(PredictionDetail keep = PredictionDetail.Statistics)
    {
        var folder = new TemporaryFolder();
        TinyRun.Execute(TinyRun.Dataset(folder, 2), TinyRun.Settings("good", threads: 1) with { Keep = keep }, folder["run"]);
        return folder;
    }

    private static void Damage(TemporaryFolder folder, string from, string to)
    {
        string file = folder["run/pairs.ndjson"], text = File.ReadAllText(file);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not in {text}");
        File.WriteAllText(file, text[..at] + to + text[(at + from.Length)..]);
    }

    private static void OneLine(string message, Func<object?> read)
    {
        string error = Assert.Throws<InputException>(read).Message;
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    private static void OneLine(string message, Action read) => OneLine(message, () =>
    {
        read();
        return null;
    });
}
