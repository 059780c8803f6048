using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

[TestClass]
public sealed class UploadTests
{
    private const string DropFiles = """
        (zone, files) => {
          const transfer = new DataTransfer();
          for (const { name, base64 } of files) {
            const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
            transfer.items.add(new File([bytes], name));
          }
          for (const type of ['dragenter', 'dragover', 'drop']) {
            zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
          }
        }
        """;

    [TestMethod]
    public async Task Images_that_are_dropped_are_followed_to_their_end()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("images");

        await visit.Page.Locator(".drop").EvaluateAsync(DropFiles, new[]
        {
            File("harbour.jpg", TestImages.Photo(640, 480, seed: 1)),
            File("notes.txt", "no image"u8.ToArray()),
        });

        var uploads = visit.Page.GetByRole(AriaRole.List, new() { Name = "Uploads" }).GetByRole(AriaRole.Listitem);
        await Visit.Expect(uploads.Filter(new() { HasText = "harbour.jpg" })).ToContainTextAsync("Completed");
        await Visit.Expect(uploads.Filter(new() { HasText = "notes.txt" })).ToContainTextAsync("Rejected");
        await Visit.Expect(visit.Page.GetByRole(AriaRole.List, new() { Name = "Images" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
    }

    [TestMethod]
    public async Task Images_can_be_chosen_too_and_each_leads_to_what_was_made_of_it()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("images");

        await visit.Page.GetByLabel("Images to upload").SetInputFilesAsync(
            new FilePayload { Name = "harbour.jpg", MimeType = "image/jpeg", Buffer = TestImages.Photo(640, 480, seed: 1) });
        await visit.Page.GetByRole(AriaRole.List, new() { Name = "Uploads" }).GetByRole(AriaRole.Link, new() { Name = "harbour.jpg" }).ClickAsync();

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "harbour.jpg" })).ToBeVisibleAsync();
        await Visit.Expect(visit.Page.GetByText("Completed").First).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task A_first_visit_offers_samples_that_are_drawn_here()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("images");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Draw samples" }).ClickAsync();

        await Visit.Expect(visit.Page.GetByRole(AriaRole.List, new() { Name = "Uploads" }).GetByText("Completed").First).ToBeVisibleAsync();
        Assert.AreEqual("", string.Join('\n', visit.Faults));
    }

    private static object File(string name, byte[] bytes) => new { name, base64 = Convert.ToBase64String(bytes) };
}
