using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Tests.Images.Vips;

[TestClass]
public sealed class VipsExceptionTests
{
    [TestMethod]
    [DataRow("VipsJpeg: premature end of JPEG image\nVipsJpeg: out of order read\n", "premature end of JPEG image")]
    [DataRow("pngload_buffer: libpng read error\n", "libpng read error")]
    [DataRow("\n\n  vipspng: IDAT: CRC error  \n", "IDAT: CRC error")]
    [DataRow("no operation named: x\n", "no operation named: x")]
    [DataRow("", "the data is damaged")]
    [DataRow(null, "the data is damaged")]
    public void A_log_becomes_its_first_sentence(string? log, string expected)
        => Assert.AreEqual(expected, VipsException.FirstSentence(log));
}
