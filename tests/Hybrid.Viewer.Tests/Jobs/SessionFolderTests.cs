using Hybrid.Viewer.Jobs;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Jobs;

public sealed class SessionFolderTests
{
    [Fact]
    public void It_is_gone_at_the_end_and_was_for_its_user_alone()
    {
        using var parent = new TemporaryFolder();
        string path;
        using (SessionFolder session = SessionFolder.Open(parent.Path))
        {
            path = session.FullPath;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
            File.WriteAllText(Path.Combine(path, "upload"), "content");
        }
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void A_start_removes_what_dead_servers_left_and_nothing_else()
    {
        using var parent = new TemporaryFolder();
        string dead = Old(parent, "hybrid-serve-dead", withLock: true), strange = Old(parent, "hybrid-serve-strange", withLock: false), living = Old(parent, "hybrid-serve-living", withLock: true);
        using var held = new FileStream(Path.Combine(living, ".lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using SessionFolder session = SessionFolder.Open(parent.Path);
        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(strange));
        Assert.True(Directory.Exists(living));
    }

    private static string Old(TemporaryFolder parent, string name, bool withLock)
    {
        string path = Directory.CreateDirectory(parent[name]).FullName;
        File.WriteAllText(Path.Combine(path, withLock ? ".lock" : "file"), "");
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        return path;
    }
}
