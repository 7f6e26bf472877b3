import TestSupport
import Testing

@Suite("Settings by command")
struct ConfigCommandTests {
  @Test func `a setting is listed, changed and in the audit by its name`() async throws {
    let folder = try await initialisedFolder()
    let list = try await ProgramRun.of(["config", "list", "--json"], in: folder)
    try await expectValid(list.lines, "config-list")
    let set = try await ProgramRun.of(["config", "set", "telefone.ddd", "21"], in: folder)
    #expect(set.output == "telefone.ddd: (vazio) → 21\n")
    let get = try await ProgramRun.of(["config", "get", "telefone.ddd", "--json"], in: folder)
    try await expectValid(get.lines, "config-list")
    #expect(get.output.contains("\"valor\": \"21\""))
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(audit.lines.contains { $0.contains("CONFIG") && $0.contains("telefone.ddd") })
    let text = try await ProgramRun.of(["config", "list"], in: folder)
    #expect(text.output.contains("DDD que completa os telefones"))
  }

  @Test func `a long text is read from standard input`() async throws {
    let folder = try await initialisedFolder()
    let text = "Primeira linha.\nSegunda linha, com acentuação."
    let set = try await ProgramRun.of(
      ["config", "set", "consentimento.texto", "-"], in: folder, input: text + "\n")
    #expect(set.exitStatus == 0, "\(set.errors)")
    let get = try await ProgramRun.of(["config", "get", "consentimento.texto"], in: folder)
    #expect(get.output == text + "\n")
  }

  @Test func `what lets texts leave the machine is set with a warning`() async throws {
    let folder = try await initialisedFolder()
    let set = try await ProgramRun.of(["config", "set", "modelo.rede_privada", "sim"], in: folder)
    #expect(set.exitStatus == 0)
    #expect(set.errors.contains("LGPD, art. 33"), "\(set.errors)")
    let back = try await ProgramRun.of(["config", "set", "modelo.rede_privada", "nao"], in: folder)
    #expect(back.exitStatus == 0 && back.errors.isEmpty, "\(back.errors)")
  }

  @Test func `what cannot be set says why, and nothing changes`() async throws {
    let folder = try await initialisedFolder()
    for (words, status, sentence) in [
      (["config", "set", "telefone.ddd", "20"], 65, "DDD que exista"),
      (["config", "set", "sessao.bloqueio_minutos", "0"], 65, "de 1 a 60"),
      (["config", "set", "telefone.dd", "11"], 64, "Você quis dizer `telefone.ddd`?"),
      (["config", "get", "nada.parecido.com.isso"], 64, "atende config list"),
      (["config", "set", "telefone.ddd"], 64, "VALOR"),
      (["config", "set", "consentimento.texto", ""], 65, "Não pode ficar vazio"),
      (["config", "set", "consentimento.base_legal", "legítimo interesse"], 65, "art. 11, I;"),
      (["config", "set", "modelo.servidores", "https://10.0.0.2"], 65, "LGPD, art. 33"),
      (["config", "set", "modelo.manter_carregado", "banana"], 65, "30m"),
      (["config", "set", "copia.pasta", "copias"], 65, "começa com /"),
      (["config", "set", "entrada.modo", "senha"], 65, "atende user passwd"),
    ] as [([String], Int32, String)] {
      let run = try await ProgramRun.of(words, in: folder)
      #expect(run.exitStatus == status, "\(words): \(run.errors)")
      #expect(run.errors.contains(sentence), "\(words): \(run.errors)")
    }
    #expect(try await ProgramRun.of(["config", "get", "telefone.ddd"], in: folder).output == "\n")
    // A number below zero is a value, and no option.
    let always = ["config", "set", "modelo.manter_carregado", "-1"]
    #expect(try await ProgramRun.of(always, in: folder).exitStatus == 0)
  }
}
