using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Writes a PNG (ISO/IEC 15948) strip by strip, each row as its difference from the one above.</summary>
internal static class PngStream
{
    private const byte Up = 2;
    private const int ChunkBytes = 1 << 20;

    /// <summary>Writes an image of 1 or 3 channels, 8-bit or 16-bit.</summary>
    public static void Write(Stream file, Mat image)
    {
        bool deep = image.Depth() == MatType.CV_16U;
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Cols);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Rows);
        (header[8], header[9]) = ((byte)(deep ? 16 : 8), (byte)(image.Channels() == 3 ? 2 : 0));
        PngChunk.Write(file, "IHDR"u8, header);
        using (var data = new ChunkedData(file))
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest))
            Rows(zlib, image, deep);
        PngChunk.Write(file, "IEND"u8, []);
    }

    private static void Rows(ZLibStream zlib, Mat image, bool deep)
    {
        int height = image.Rows, length = (int)(image.Cols * image.ElemSize()), most = ImageStrips.Rows(image);
        byte[] above = new byte[length], line = new byte[length + 1];
        line[0] = Up;
        for (int first = 0; first < height; first += most)
        {
            int rows = Math.Min(most, height - first);
            byte[] strip = ImageStrips.Read(image, first, rows);
            if (deep)
            {
                Span<ushort> samples = MemoryMarshal.Cast<byte, ushort>(strip.AsSpan());
                BinaryPrimitives.ReverseEndianness(samples, samples);
            }
            for (int y = 0; y < rows; y++)
            {
                ReadOnlySpan<byte> row = strip.AsSpan(y * length, length);
                TensorPrimitives.Subtract(row, above, line.AsSpan(1));
                row.CopyTo(above);
                zlib.Write(line);
            }
        }
    }

    /// <summary>Collects compressed bytes and writes them as IDAT chunks.</summary>
    private sealed class ChunkedData(Stream file) : Stream
    {
        private readonly byte[] _chunk = new byte[ChunkBytes];
        private int _filled;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                int n = Math.Min(buffer.Length, _chunk.Length - _filled);
                buffer[..n].CopyTo(_chunk.AsSpan(_filled));
                _filled += n;
                buffer = buffer[n..];
                if (_filled == _chunk.Length)
                    Emit();
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && _filled > 0)
                Emit();
            base.Dispose(disposing);
        }

        private void Emit()
        {
            PngChunk.Write(file, "IDAT"u8, _chunk.AsSpan(0, _filled));
            _filled = 0;
        }
    }
}
