using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hybrid.Alignment;
using Hybrid.Evaluation.Methods;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Predictions;

/// <summary>
/// Whole answers beside their scores, one file each under <c>predictions/</c>, so that a metric made later is computed
/// without running a method again. Homography and matches are kept exactly, flow and confidence as half-floats
/// (relative precision 2⁻¹¹).
/// </summary>
public static class PredictionStore
{
    private const uint Magic = 0x50425948;
    private const int FormatVersion = 1;
    private const int BytesOfMatch = 4 * sizeof(double) + sizeof(float);

    /// <summary>File of an answer, relative to the run folder.</summary>
    public static string FileOf(string pair, string method, int seed)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{pair}\n{method}\n{seed}")));
        string name = Convert.ToHexStringLower(hash);
        return Path.Combine("predictions", name[..2], name[2..18] + ".pred");
    }

    /// <summary>Stores an answer; only alignments, disparities and images of 8 or 16 bits have anything to keep.</summary>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public static void Save(string runFolder, string pair, string method, int seed, Prediction prediction)
    {
        bool keeps = prediction is AlignmentPrediction or DisparityPrediction
            || (prediction is ImagePrediction { Image: var image } && image.Depth() != MatType.CV_32F);
        if (!keeps)
            return;
        string path = Path.Combine(runFolder, FileOf(pair, method, seed));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            writer.Write(Magic);
            writer.Write(FormatVersion);
            if (prediction is DisparityPrediction disparity)
            {
                writer.Write((byte)'D');
                writer.Write(disparity.MethodUsed);
                WriteMap(writer, disparity.Disparity.Width, disparity.Disparity.Height, disparity.Disparity.Data);
                WriteMap(writer, disparity.PixelConfidence?.Width ?? 0, disparity.PixelConfidence?.Height ?? 0, disparity.PixelConfidence?.Data);
            }
            else if (prediction is ImagePrediction restored)
            {
                writer.Write((byte)'I');
                writer.Write(restored.MethodUsed);
                byte[] png = ImageWriter.Encode(".png", restored.Image);
                writer.Write(png.Length);
                writer.Write(png);
            }
            else
            {
                writer.Write((byte)'A');
                WriteAlignment(writer, ((AlignmentPrediction)prediction).Alignment);
            }
        });
    }

    /// <summary>Reads an answer; null where none was stored.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static Prediction? Load(string runFolder, string pair, string method, int seed)
    {
        string path = Path.Combine(runFolder, FileOf(pair, method, seed));
        if (!File.Exists(path))
            return null;
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
            if (reader.ReadUInt32() != Magic || reader.ReadInt32() != FormatVersion)
                throw new InvalidDataException("it is of another program or version");
            byte kind = reader.ReadByte();
            if (kind == 'A')
                return new AlignmentPrediction(ReadAlignment(reader));
            if (kind == 'I')
            {
                string restoredBy = reader.ReadString();
                byte[] png = ReadBlock(reader);
                return new ImagePrediction(restoredBy, ImageReader.Decode(png, path));
            }
            string methodUsed = reader.ReadString();
            (int width, int height, float[] data) = ReadMap(reader, 1) ?? throw new InvalidDataException("the disparity is missing");
            // Answers stored before disparities had a confidence end here.
            bool ends = reader.BaseStream.Position == reader.BaseStream.Length;
            var confidence = ends ? null : ReadMap(reader, 1);
            return new DisparityPrediction(methodUsed, new ScalarMap(width, height, data), confidence is var (cw, ch, cd) ? new ScalarMap(cw, ch, cd) : null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or FormatException or OverflowException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the stored answer is damaged ({e.Message})", e);
        }
    }

    private static void WriteAlignment(BinaryWriter writer, AlignmentResult a)
    {
        writer.Write((int)a.Status);
        writer.Write((int)a.Reason);
        writer.Write(a.MethodRequested);
        writer.Write(a.MethodUsed);
        writer.Write(a.Confidence);
        writer.Write(a.Overlap);
        writer.Write(a.MatchCount);
        writer.Write(a.Homography is not null);
        foreach (double v in a.Homography?.ToRowMajor() ?? [])
            writer.Write(v);
        writer.Write(a.Inliers.Count);
        foreach (PointMatch m in a.Inliers)
        {
            writer.Write(m.A.X);
            writer.Write(m.A.Y);
            writer.Write(m.B.X);
            writer.Write(m.B.Y);
            writer.Write(m.Score);
        }
        WriteMap(writer, a.Flow?.Width ?? 0, a.Flow?.Height ?? 0, a.Flow?.Data);
        WriteMap(writer, a.FlowConfidence?.Width ?? 0, a.FlowConfidence?.Height ?? 0, a.FlowConfidence?.Data);
    }

    private static AlignmentResult ReadAlignment(BinaryReader reader)
    {
        ResultStatus status = Defined((ResultStatus)reader.ReadInt32());
        ReasonCode reason = Defined((ReasonCode)reader.ReadInt32());
        string requested = reader.ReadString(), used = reader.ReadString();
        double confidence = reader.ReadDouble(), overlap = reader.ReadDouble();
        int matches = reader.ReadInt32();
        Homography? h = null;
        if (reader.ReadBoolean())
        {
            double[] m = new double[9];
            for (int i = 0; i < 9; i++)
                m[i] = reader.ReadDouble();
            h = Homography.FromRowMajor(m);
        }
        var inliers = new PointMatch[Count(reader, BytesOfMatch)];
        for (int i = 0; i < inliers.Length; i++)
            inliers[i] = new PointMatch(new Point2d(reader.ReadDouble(), reader.ReadDouble()), new Point2d(reader.ReadDouble(), reader.ReadDouble()), reader.ReadSingle());
        var flow = ReadMap(reader, 2);
        var flowConfidence = ReadMap(reader, 1);
        return new AlignmentResult
        {
            Status = status,
            Reason = reason,
            MethodRequested = requested,
            MethodUsed = used,
            Confidence = confidence,
            Overlap = overlap,
            MatchCount = matches,
            Homography = h,
            Inliers = inliers,
            Flow = flow is var (fw, fh, fd) ? new FlowField(fw, fh, fd) : null,
            FlowConfidence = flowConfidence is var (cw, ch, cd) ? new ScalarMap(cw, ch, cd) : null,
        };
    }

    private static void WriteMap(BinaryWriter writer, int width, int height, float[]? data)
    {
        byte[] packed = data is null ? [] : HalfFloats.Pack(data);
        writer.Write(data is null ? 0 : width);
        writer.Write(data is null ? 0 : height);
        writer.Write(packed.Length);
        writer.Write(packed);
    }

    private static (int Width, int Height, float[] Data)? ReadMap(BinaryReader reader, int channels)
    {
        int width = reader.ReadInt32(), height = reader.ReadInt32();
        byte[] packed = ReadBlock(reader);
        if (width == 0 && height == 0)
            return null;
        // Deflate makes at most 1032 bytes of one, so that a size which its data cannot fill costs no memory.
        if (width <= 0 || height <= 0 || 2L * channels * width * height > 1032L * packed.Length)
            throw new InvalidDataException($"a map of {width}x{height} in {packed.Length} bytes");
        return (width, height, HalfFloats.Unpack(packed, checked(channels * width * height)));
    }

    private static byte[] ReadBlock(BinaryReader reader) => reader.ReadBytes(Count(reader, 1));

    /// <summary>A number of things of so many bytes, which the rest of the file must be able to hold.</summary>
    private static int Count(BinaryReader reader, int bytesEach)
    {
        int count = reader.ReadInt32();
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        return count >= 0 && (long)count * bytesEach <= left ? count : throw new InvalidDataException($"it promises {count} entries in {left} bytes");
    }

    private static T Defined<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new InvalidDataException($"{typeof(T).Name} {value} is not known");
}
