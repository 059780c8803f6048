using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;

namespace FunctionApp.Tests.Blobs;

[TestClass]
public sealed class FileNamesTests
{
    private static readonly FileNames Linux = new(caseSensitive: true, windows: false);
    private static readonly FileNames MacOS = new(caseSensitive: false, windows: false);
    private static readonly FileNames Windows = new(caseSensitive: false, windows: true);
    private static readonly FileNames[] Systems = [Linux, MacOS, Windows];

    /// <summary>Segments of few and awkward characters, so that collisions have their chance; some very long.</summary>
    private static readonly Arbitrary<string> Segments = Gen.Elements(
            "a", "A", "b", ".", " ", "%", "%f-", "%d-", "%c-", "~", "%41", "2", "5", "é", "e\u0301", "É", "\u20AC", "😀", ":", "?", "*", "con",
            new string('x', 120), new string('€', 90))
        .ArrayOf()
        .Select(parts => string.Concat(parts))
        .Where(segment => BlobName.Error(segment) is null)
        .ToArbitrary();

    private static readonly Arbitrary<FileKind> Kinds = Gen.Elements(FileKind.File, FileKind.Directory).ToArbitrary();

    [TestMethod]
    public void What_is_escaped_unescapes_to_the_same() => Prop.ForAll(Segments, Kinds, (segment, kind) =>
        Systems.All(names => names.Unescape(names.Escape(segment, kind), kind) == segment)).QuickCheckThrowOnFailure();

    [TestMethod]
    public void What_is_plain_stands_for_itself() => Prop.ForAll(Segments, Kinds, (segment, kind) =>
        Systems.All(names => !names.IsPlain(segment) || names.Unescape([segment], kind) == segment)).QuickCheckThrowOnFailure();

    [TestMethod]
    public void No_two_segments_share_a_path_on_disk() => Prop.ForAll(Segments, Segments, (one, other) =>
        Systems.All(names => one == other || !Spellings(names, one).Intersect(Spellings(names, other)).Any())).QuickCheckThrowOnFailure();

    [TestMethod]
    public void No_two_segments_share_an_escaped_path_that_differs_in_case_or_normal_form() => Prop.ForAll(Segments, Segments, (one, other) =>
        one == other || Folded(Windows, one) != Folded(Windows, other)).QuickCheckThrowOnFailure();

    [TestMethod]
    public void A_file_and_a_directory_of_one_segment_have_different_escaped_paths() => Prop.ForAll(Segments, segment =>
        Systems.All(names => string.Join('/', names.Escape(segment, FileKind.File)) != string.Join('/', names.Escape(segment, FileKind.Directory))))
        .QuickCheckThrowOnFailure();

    [TestMethod]
    public void Every_escaped_name_fits_and_is_legal() => Prop.ForAll(Segments, Kinds, (segment, kind) =>
        Systems.All(names => names.Escape(segment, kind).All(name =>
            System.Text.Encoding.UTF8.GetByteCount(name) <= 255
            && !name.Contains('/')
            && (names != Windows || (!name.Any(c => "<>:\"|?*".Contains(c)) && name[^1] is not ('.' or ' ')))))).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("photo.jpg")]
    [DataRow("IMG_0001.JPG")]
    [DataRow("100%.jpg")]
    [DataRow("100%25.jpg")]
    [DataRow("a~b c(1).tar.gz")]
    [DataRow("日本語.png")]
    public void Ordinary_names_are_plain_everywhere(string segment) => Assert.IsTrue(Systems.All(names => names.IsPlain(segment)));

    [TestMethod]
    [DataRow("NUL")]
    [DataRow("con.jpg")]
    [DataRow("Com1.tar.gz")]
    [DataRow("lpt¹")]
    [DataRow("a.")]
    [DataRow("a ")]
    [DataRow("a:b")]
    [DataRow("a?b")]
    public void Names_that_Windows_would_misread_are_plain_only_elsewhere(string segment)
    {
        Assert.IsFalse(Windows.IsPlain(segment));
        Assert.IsTrue(Linux.IsPlain(segment));
    }

    [TestMethod]
    [DataRow("%f-a", false)]
    [DataRow("%d-", false)]
    [DataRow("%c-a~", false)]
    [DataRow("%c-a", true)]
    [DataRow("%x-a", true)]
    public void Only_names_that_look_escaped_must_be_escaped(string segment, bool isPlain) => Assert.AreEqual(isPlain, Linux.IsPlain(segment));

    [TestMethod]
    public void An_escaped_name_stays_readable()
    {
        Assert.AreEqual("%f-Photo 1.jpg", Linux.Escape("Photo 1.jpg", FileKind.File).Single());
        Assert.AreEqual("%d-album", Windows.Escape("album", FileKind.Directory).Single());
        Assert.AreEqual("%f-%50hoto 1%3f.jpg", Windows.Escape("Photo 1?.jpg", FileKind.File).Single());
    }

    [TestMethod]
    [DataRow("%f-A", DisplayName = "not encoded")]
    [DataRow("%f-%3F", DisplayName = "capitals in the code")]
    [DataRow("%f-%zz")]
    [DataRow("%f-%ff", DisplayName = "no UTF-8")]
    [DataRow("%f-%2f", DisplayName = "a slash")]
    [DataRow("%f-%00", DisplayName = "a NUL")]
    [DataRow("%f-..")]
    [DataRow("%f-")]
    [DataRow("%d-a", DisplayName = "a directory's name on a file")]
    public void A_name_that_no_encoding_makes_stands_for_nothing(string name)
        => Assert.IsNull(Windows.Unescape([name], FileKind.File));

    private static string Folded(FileNames names, string segment)
        => string.Join('/', names.Escape(segment, FileKind.File)).Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();

    private static IEnumerable<string> Spellings(FileNames names, string segment)
    {
        var escaped = ((FileKind[])[FileKind.File, FileKind.Directory]).Select(kind => string.Join('/', names.Escape(segment, kind)));
        return names.IsPlain(segment) ? escaped.Append(segment) : escaped;
    }
}
