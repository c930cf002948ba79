using FromPackages;

// One example a command of Hybrid: each file is the whole of it.
return args switch
{
    ["align", string a, string b, string output] => AlignExample.Run(a, b, output),
    ["flow", string a, string b, string output] => FlowExample.Run(a, b, output),
    ["overlap", string a, string b, string output] => OverlapExample.Run(a, b, output),
    ["stereo", string left, string right, string output] => StereoExample.Run(left, right, output),
    ["deblur", string image, string output] => DeblurExample.Run(image, output),
    ["stitch", string output, .. string[] images] => StitchExample.Run(images, output),
    ["evaluate", string dataset, string output] => EvaluateExample.Run(dataset, output),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -- align A B FOLDER
               dotnet run -- flow A B FOLDER
               dotnet run -- overlap A B FOLDER
               dotnet run -- stereo LEFT RIGHT FOLDER
               dotnet run -- deblur IMAGE FILE
               dotnet run -- stitch FILE IMAGE…
               dotnet run -- evaluate DATASET FOLDER
        """);
    return 2;
}
