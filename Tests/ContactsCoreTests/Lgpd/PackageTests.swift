import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Portability packages")
struct PackageTests {
  /// A package of the desk's person, by its path.
  private func package(_ desk: RightsDesk) async throws -> (path: String, number: DeskProtocol) {
    let number = try await desk.ask(.portability).protocolNumber
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    _ = try await desk.book.answer(
      number, AnswerOrder(.package), to: file("pacote.zip", desk), as: desk.eva)
    return ("\(desk.centre.folder.path)/pacote.zip", number)
  }

  private func file(_ name: String, _ desk: RightsDesk) -> ExportFile {
    let folder = open(desk.centre.folder.path, O_RDONLY | O_DIRECTORY)
    return ExportFile(
      descriptor: openat(folder, ".p", O_RDWR | O_CREAT | O_EXCL, 0o600), folder: folder,
      name: name, temporary: ".p", replaces: true)
  }

  /// The same package with one file changed, taken away (nil), or added.
  private func changed(
    _ path: String, _ name: String, to bytes: [UInt8]?, as other: String
  ) throws -> String {
    let contents = try #require(ZipContents(path: path))
    let moment = try #require(Timestamp(iso8601: "2026-11-21")).local
    let zip = try ZipWriter(path: other, moment: moment)
    for file in contents.files where file.name != name { try zip.add(file.bytes, as: file.name) }
    if let bytes { try zip.add(bytes, as: name) }
    try zip.close()
    return other
  }

  @Test
  func `art. 18, V: a package holds the data in four forms, and its manifest vouches for each`()
    async throws
  {
    let desk = try await RightsDesk()
    let (path, number) = try await package(desk)
    let contents = try #require(ZipContents(path: path))
    #expect(
      contents.files.map(\.name) == [
        "leia-me.html", "dados.json", "dados.xlsx", "contato.vcf", "manifest.json",
      ])
    func text(_ name: String) -> String {
      String(decoding: contents.files.first { $0.name == name }?.bytes ?? [], as: UTF8.self)
    }
    #expect(text("leia-me.html").contains("Zilda Prado"))
    #expect(text("dados.json").contains("quer falar do segredo"))
    #expect(text("contato.vcf").contains("FN:Zilda Prado\r\n"))
    #expect(contents.files[2].bytes.starts(with: Array("PK".utf8)))
    #expect(!text("manifest.json").contains("Zilda"))
    let keys = try await desk.book.documentKeys()
    let verdict = PackageVerdict.of(package: path, keys: keys)
    #expect(verdict.isIntact, "\(verdict.problems)")
    #expect(verdict.manifest?.request == number.description)
    #expect(verdict.manifest?.purposes == ["Acolhimento e acompanhamento da pessoa atendida"])
    #expect(keys == [verdict.publicKey])
    #expect(!TestFolder.entries(of: desk.centre.folder.path).contains { $0.hasSuffix(".parte") })
    try await desk.doSteps(number)
    #expect(try await desk.book.fulfil(number, as: desk.eva).summary.state == .fulfilled)
  }

  @Test func `whatever differs is said`() async throws {
    let desk = try await RightsDesk()
    let (path, _) = try await package(desk)
    let other = "\(desk.centre.folder.path)/outro.zip"
    let keys = try await desk.book.documentKeys()
    func problems(_ name: String, _ bytes: [UInt8]?) throws -> [String] {
      PackageVerdict.of(
        package: try changed(path, name, to: bytes, as: other), keys: keys
      ).problems
    }
    #expect(try problems("contato.vcf", [1]) == ["O arquivo contato.vcf foi alterado."])
    #expect(try problems("dados.json", nil) == ["Falta o arquivo dados.json."])
    #expect(
      try problems("virus.exe", [1]) == ["O arquivo virus.exe não estava no pacote assinado."])
    #expect(
      try problems("manifest.json", nil) == [
        "Falta o manifest.json, ou ele não é de um pacote do atende."
      ])
    let contents = try #require(ZipContents(path: path))
    let manifest = String(decoding: contents.files[4].bytes, as: UTF8.self)
    let forged = manifest.replacing("Central de Teste", with: "Central de Testa")
    #expect(
      try problems("manifest.json", Array(forged.utf8)) == [
        "A assinatura não confere com o manifesto."
      ])
    let stranger = String(repeating: "0", count: 64)
    #expect(
      PackageVerdict.of(package: path, keys: [stranger]).problems == [
        "A chave que assinou não é desta central."
      ])
    #expect(PackageVerdict.of(package: path, keys: nil).isIntact)
    #expect(
      PackageVerdict.of(package: "/dev/null", keys: nil).problems == [
        "O arquivo não é um pacote ZIP íntegro."
      ])
  }

  @Test func `a ZIP that was put together again shows nothing else than what was signed`()
    async throws
  {
    let desk = try await RightsDesk()
    let (path, _) = try await package(desk)
    let other = "\(desk.centre.folder.path)/outro.zip"
    let good = try ErasureDesk.contents(path)
    func problems(_ bytes: [UInt8]) -> [String] {
      let file = open(other, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      precondition(write(file, bytes, bytes.count) == bytes.count)
      close(file)
      return PackageVerdict.of(package: other, keys: nil).problems
    }
    func replaced(_ old: String, with new: String, times: Int) -> [UInt8] {
      var (bytes, rest) = (good, times)
      let (old, new) = (Array(old.utf8), Array(new.utf8))
      for start in 0..<(bytes.count - old.count)
      where rest > 0 && Array(bytes[start..<start + old.count]) == old {
        bytes.replaceSubrange(start..<start + old.count, with: new)
        rest -= 1
      }
      return bytes
    }
    #expect(problems(good) == [])
    #expect(problems(Array("#!/bin/sh\n".utf8) + good) != [])
    #expect(problems(good + Array("a mais".utf8)) != [])
    #expect(problems(good.dropLast(2) + [3, 0] + Array("oi!".utf8)) != [])
    #expect(problems(replaced("dados.json", with: "xados.json", times: 1)) != [])
    #expect(problems(replaced("dados.json", with: "dados\0json", times: 2)) != [])
    #expect(problems(Array(good.prefix(good.count / 2))) != [])
  }

  @Test func `there is one manifest, and it is written as it was signed`() async throws {
    let desk = try await RightsDesk()
    let (path, _) = try await package(desk)
    let other = "\(desk.centre.folder.path)/outro.zip"
    let contents = try #require(ZipContents(path: path))
    let manifest = String(decoding: contents.files[4].bytes, as: UTF8.self)
    func problems(_ manifests: [String]) throws -> [String] {
      let zip = try ZipWriter(
        path: other, moment: try #require(Timestamp(iso8601: "2026-11-21")).local)
      for file in contents.files.dropLast() { try zip.add(file.bytes, as: file.name) }
      for text in manifests { try zip.add(Array(text.utf8), as: PackageManifest.name) }
      try zip.close()
      return PackageVerdict.of(package: other, keys: nil).problems
    }
    #expect(try problems([manifest]) == [])
    #expect(
      try problems([manifest, "{}"]) == [
        "Falta o manifest.json, ou ele não é de um pacote do atende."
      ])
    let other1 = manifest.replacing("{\n  \"formato\"", with: "{\n  \"nota\": 1,\n  \"formato\"")
    let other2 = manifest.replacing("\n}\n", with: ",\n  \"nota\": \"falsa\"\n}\n")
    for changed in [other1, other2, manifest + " "] {
      #expect(changed != manifest)
      #expect(
        try problems([changed]) == ["O manifest.json não está escrito como foi assinado."])
    }
  }

  @Test(arguments: [AnswerFormat.page, .markdown, .json])
  func `all that is kept of a person needs a second one, whatever it is written in`(
    _ format: AnswerFormat
  ) async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.fullAccess).protocolNumber
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.book.answer(
        number, AnswerOrder(format), to: file("tudo", desk), as: desk.eva)
    }
    #expect(try await desk.centre.entries(of: "EXPORT").isEmpty)
    let approval = try await desk.book.requestApproval(of: .package(number), as: desk.eva)
    _ = try await desk.book.approve(approval.code, as: desk.ana)
    _ = try await desk.book.answer(
      number, AnswerOrder(format), to: file("tudo", desk), as: desk.eva)
    // A letter for programs would be the whole record too.
    let letter = try await desk.ask(.confirmation).protocolNumber
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.book.answer(
        letter, AnswerOrder(.json), to: file("carta", desk), as: desk.eva)
    }
  }

  @Test func `a second person agrees to a package first, where one could`() async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.portability).protocolNumber
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.book.answer(
        number, AnswerOrder(.package), to: file("pacote.zip", desk), as: desk.eva)
    }
    #expect(try await desk.centre.entries(of: "EXPORT").isEmpty)
    let approval = try await desk.book.requestApproval(of: .package(number), as: desk.eva)
    _ = try await desk.book.approve(approval.code, as: desk.ana)
    _ = try await desk.book.answer(
      number, AnswerOrder(.package), to: file("pacote.zip", desk), as: desk.eva)
    let other = try await desk.ask(.correction).protocolNumber
    let wrong = await desk.problem {
      _ = try await desk.book.answer(
        other, AnswerOrder(.package), to: file("x.zip", desk), as: desk.eva)
    }
    #expect(wrong?.isEmpty == false)
  }
}
