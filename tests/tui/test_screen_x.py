from tests.tui.screen_harness import Shelf
async def test_x(shelf: Shelf) -> None:
    async with shelf.reader() as reader:
        print(reader.text)
        await reader.press("j","m","tab","shift+tab","s","tab")
        print(reader.text, reader.toast, reader.said, reader.count("Unread"), reader.title, reader.focus)
