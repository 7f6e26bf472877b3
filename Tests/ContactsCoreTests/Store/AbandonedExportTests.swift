import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("What a killed export leaves")
struct AbandonedExportTests {
  private let folder = TestFolder()

  private func leave(_ name: String, mode: mode_t = 0o600) {
    close(open("\(folder.path)/\(name)", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode))
  }

  private func number(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 8) }

  @Test func `the next export takes it, and nothing that somebody else made`() {
    leave(AbandonedExports.name(number(0xaa)))
    let kept = [
      ".atende-minhas-notas.parte", ".atende-0a0b.parte", ".atende-ABABABABABABABAB.parte",
      ".abababababababab.parte", "relatorio.parte",
    ]
    for name in kept { leave(name) }
    let readable = AbandonedExports.name(number(0xbb))
    leave(readable, mode: 0o640)
    let place = AbandonedExports.name(number(0xcc))
    mkdir("\(folder.path)/\(place)", 0o700)
    let link = AbandonedExports.name(number(0xdd))
    symlink("relatorio.parte", "\(folder.path)/\(link)")

    let file = ExportFile.named("saida", in: folder)
    #expect(
      Set(TestFolder.entries(of: folder.path))
        == Set(kept + [readable, place, link, "parte-saida"]))
    _ = file
  }

  @Test func `two exports into one folder leave each other alone`() throws {
    let first = ExportFile.named("um", in: folder)
    let second = ExportFile.named("dois", in: folder)
    try first.append(Array("um".utf8))
    try first.keep(number: number(2))
    try second.keep(number: number(3))
    #expect(TestFolder.entries(of: folder.path).sorted() == ["dois", "um"])
    #expect(try folder.text(of: "um") == "um")
  }
}
