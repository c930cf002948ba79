using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_created_and_replaced()
    {
        AtomicFile.WriteAllText(_folder["a.txt"], "one");
        AtomicFile.WriteAllText(_folder["a.txt"], "two");
        Assert.Equal("two", File.ReadAllText(_folder["a.txt"]));
        Assert.Equal(["a.txt"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.WriteAllText(_folder["a.txt"], "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder["a.txt"], stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(_folder["a.txt"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_full_disk_is_one_line()
    {
        InputException e = Assert.Throws<InputException>(() => AtomicFile.WriteAllBytes("/dev/full", new byte[100_000]));
        Assert.Contains("No space left", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_disk_that_fills_up_while_writing_leaves_nothing()
    {
        InputException e = Assert.Throws<InputException>(() => AtomicFile.Write(_folder["a.bin"], _ => throw new IOException("No space left on device : 'x'")));
        Assert.Contains("No space left on device;", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_missing_folder_and_a_folder_as_target_are_refused()
    {
        Assert.Contains("does not exist", Assert.Throws<InputException>(() => AtomicFile.WriteAllText(_folder["no/such/a.txt"], "")).Message, StringComparison.Ordinal);
        Assert.Contains("it is a folder", Assert.Throws<InputException>(() => AtomicFile.WriteAllText(_folder.Path, "")).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => AtomicFile.WriteAllText("/proc/nothing-is-created-here", ""));
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        AtomicFile.WriteAllText(_folder["real.txt"], "old");
        File.CreateSymbolicLink(_folder["link.txt"], _folder["real.txt"]);
        AtomicFile.WriteAllText(_folder["link.txt"], "new");
        Assert.Equal("new", File.ReadAllText(_folder["real.txt"]));
        Assert.NotNull(new FileInfo(_folder["link.txt"]).LinkTarget);
    }

    [Fact]
    public void An_image_of_an_unknown_extension_is_refused_without_a_file()
    {
        using Mat image = Pictures.Ramp(8, 8, MatType.CV_8UC1);
        Assert.Throws<InputException>(() => ImageWriter.Write(_folder["image.xyz"], image));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
