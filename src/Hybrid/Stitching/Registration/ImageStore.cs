using OpenCvSharp;

namespace Hybrid.Stitching.Registration;

/// <summary>Decoded images, three channels each; the least recently used are dropped once they exceed a number of bytes. Thread-safe.</summary>
internal sealed class ImageStore : IDisposable
{
    private readonly IReadOnlyList<SourceImage> _sources;
    private readonly long _capacity;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Entry> _entries = [];
    private long _clock;

    /// <param name="sources">The images.</param>
    /// <param name="capacity">Bytes that are kept where nobody uses them at the moment.</param>
    public ImageStore(IReadOnlyList<SourceImage> sources, long capacity) => (_sources, _capacity) = (sources, capacity);

    /// <summary>Runs an action on an image, decoding it first where it is not at hand. The image is not to be changed.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public T Use<T>(int index, Func<Mat, T> action)
    {
        Entry entry = Borrow(index);
        try
        {
            return action(entry.Image.Value);
        }
        finally
        {
            Return(index, entry);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Entry entry in _entries.Values)
            entry.Free();
        _entries.Clear();
    }

    private Entry Borrow(int index)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(index, out Entry? entry))
                _entries[index] = entry = new Entry(() => Decode(_sources[index]));
            entry.Users++;
            entry.LastUse = ++_clock;
            return entry;
        }
    }

    private void Return(int index, Entry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            if (!entry.Image.IsValueCreated)
                _entries.Remove(index);
            long held = _entries.Values.Sum(e => e.Bytes);
            foreach ((int key, Entry old) in _entries.Where(e => e.Value.Users == 0).OrderBy(e => e.Value.LastUse).ToArray())
            {
                if (held <= _capacity)
                    return;
                held -= old.Bytes;
                _entries.Remove(key);
                old.Free();
            }
        }
    }

    private static Mat Decode(SourceImage source)
    {
        using Mat image = source.Open();
        if (image.Channels() == 3 && !source.IsHeld)
            return image.SubMat(0, image.Rows, 0, image.Cols);
        var color = new Mat();
        if (image.Channels() == 1)
            Cv2.CvtColor(image, color, ColorConversionCodes.GRAY2BGR);
        else if (image.Channels() == 4)
            Cv2.CvtColor(image, color, ColorConversionCodes.BGRA2BGR);
        else
            image.CopyTo(color);
        return color;
    }

    private sealed class Entry(Func<Mat> decode)
    {
        public Lazy<Mat> Image { get; } = new(decode);

        public int Users { get; set; }

        public long LastUse { get; set; }

        public long Bytes => Image.IsValueCreated ? Image.Value.Total() * Image.Value.ElemSize() : 0;

        public void Free()
        {
            if (Image.IsValueCreated)
                Image.Value.Dispose();
        }
    }
}
