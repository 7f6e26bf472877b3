import TestSupport
import Testing

@testable import ContactsCore

@Suite("What settings may be set to")
struct SettingRulesTests {
  @Test(arguments: [
    (SettingKey.organization, ""), (.organization, "Central\u{1B}[2J"), (.consentText, "  \n"),
    (.consentTextVersion, ""), (.consentPurpose, " "), (.consentBasis, ""),
    (.consentBasis, "legítimo interesse"), (.modelHosts, "xx yy"),
    (.modelHosts, "http://127.0.0.1:99999"), (.modelKeepAlive, "banana"), (.modelKeepAlive, ""),
    (.modelKeepAlive, "30" + "x"), (.backupFolder, "copias/aqui"),
    (.dataProtectionOfficer, "Eva\nLuz"),
  ])
  func `what could only fail later is refused at once`(key: SettingKey, value: String) {
    #expect(key.problem(with: value) != nil)
  }

  @Test(arguments: [
    (SettingKey.consentText, "uma linha\ne outra"), (.consentBasis, "art. 11, I"),
    (.consentBasis, "Art. 11, i"),
    (.modelHosts, ""), (.modelHosts, "localhost, 127.0.0.1:11435"), (.modelKeepAlive, "600"),
    (.modelKeepAlive, "-1"), (.modelKeepAlive, "1h30m"), (.modelKeepAlive, "1.5h"),
    (.backupFolder, "/srv/copias"), (.backupFolder, ""), (.dataProtectionOfficer, ""),
  ])
  func `what works is taken`(key: SettingKey, value: String) {
    #expect(key.problem(with: value) == nil)
  }

  /// What the store says to changes, nil when it takes them.
  private func problem(_ changes: [SettingKey: String], in store: TestStore) async -> String? {
    do throws(StoreError) {
      try await store.book.changeSettings(changes, as: store.owner)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func `an article is kept in the one form that the law is cited in`() async throws {
    let store = try await TestStore()
    #expect(await problem([.consentBasis: "ART. 11, I"], in: store) == nil)
    #expect(try await store.book.settings().consentBasis == "art. 11, I")
  }

  @Test func `sensitive data rests on article 11, and a known other purpose on its own`()
    async throws
  {
    let store = try await TestStore()
    let refused = await problem([.consentBasis: "art. 7º, IX"], in: store)
    #expect(refused?.contains("consentimento.base_legal: Dado sensível") == true)
    #expect(
      await problem(
        [.consentPurpose: "Ligar ou escrever de volta", .consentBasis: "art. 7º, I"], in: store)
        == nil)
    #expect(await problem([.consentPurpose: "Acolher"], in: store)?.contains("art. 11") == true)
    #expect(try await store.book.settings().consentPurpose == "Ligar ou escrever de volta")
  }

  @Test func `texts go to another machine only where an administrator has said so`() async throws {
    let store = try await TestStore()
    let near = "https://10.0.0.2:11434"
    let refused = await problem([.modelHosts: near], in: store)
    #expect(refused?.contains("LGPD, art. 33") == true)
    #expect(refused?.contains("modelo.rede_privada sim") == true)
    #expect(await problem([.modelHosts: "localhost, http://8.8.8.8"], in: store) != nil)
    #expect(await problem([.modelNetwork: "sim"], in: store) == nil)
    #expect(await problem([.modelHosts: "http://10.0.0.2"], in: store)?.contains("https") == true)
    #expect(await problem([.modelHosts: "https://8.8.8.8"], in: store)?.contains("fora") == true)
    #expect(await problem([.modelHosts: near], in: store) == nil)
    // Back to safety at once, whatever the addresses are.
    #expect(await problem([.modelNetwork: "nao"], in: store) == nil)
    #expect(SettingKey.modelNetwork.caution(with: "sim")?.contains("LGPD") == true)
    #expect(SettingKey.modelHosts.caution(with: near)?.contains("LGPD") == true)
    #expect(SettingKey.modelHosts.caution(with: "localhost") == nil)
  }

  @Test func `a date of appointment is not to come, and no wait is longer than all`() async throws {
    let store = try await TestStore()
    #expect(await problem([.dataProtectionSince: "2099-01-01"], in: store) != nil)
    #expect(await problem([.dataProtectionSince: "2026-01-15"], in: store) == nil)
    #expect(
      await problem([.modelTotalLimit: "1000"], in: store)?.contains(
        "modelo.limite_total_ms: Não pode ser menor que modelo.") == true)
    #expect(
      await problem([.modelLoadLimit: "999000"], in: store)?.contains(
        ": Não pode passar de modelo.limite_total_ms") == true)
    #expect(
      await problem(
        [.modelTotalLimit: "9000", .modelLoadLimit: "9000", .modelFirstTokenLimit: "2000"],
        in: store) == nil)
  }
}
