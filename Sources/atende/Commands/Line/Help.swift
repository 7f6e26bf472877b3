import ContactsCore

extension CommandTable {
  /// The help of a command, of a group, or of the program for an empty path.
  func help(for path: [String]) -> String {
    if let command = command(at: path) { return help(of: command) }
    return path.isEmpty ? overview : help(ofGroup: path)
  }

  private var overview: String {
    var rows: [(String, String)] = [("(nenhum)", "abre as telas do atendimento")]
    var listedGroups: Set<String> = []
    for command in commands {
      if let group = groups.first(where: { $0.name == command.path[0] }) {
        guard listedGroups.insert(group.name).inserted else { continue }
        let words = subcommands(of: [group.name]).joined(separator: "|")
        rows.append(("\(group.name) \(words)", group.summary))
      } else {
        rows.append((command.name, command.summary))
      }
    }
    return """
      atende: a mesa de uma central de acolhimento, no terminal

      Uso: atende [COMANDO] [OPÇÕES]

      Comandos:
      \(table(rows))
      Opções:
      \(table([("--help", "mostra esta ajuda; também depois de cada comando"), ("--version", "mostra a versão"), ("--linear", "telas em linhas de texto, para leitor de tela"), ("--as, --password-file", "quem entra, onde se entra com nome e senha")]))
      Ambiente:
      \(table([
        ("ATENDE_HOME", "pasta de dados (padrão: $XDG_DATA_HOME/atende ou ~/.local/share/atende)"),
        ("OLLAMA_HOST", "endereço do Ollama (padrão: 127.0.0.1:11434)"),
        ("ATENDE_MODEL", "modelo de linguagem local (padrão: llama3:8b)"),
        ("ATENDE_LOG_LEVEL", "debug, info, warning ou error (padrão: info)"),
        ("NO_COLOR", "sem cores nas telas"),
        ("ATENDE_TEMA", "cores das telas: padrao ou alto_contraste"),
        ("ATENDE_LINEAR", "qualquer valor: telas em linhas de texto, para leitor de tela"),
        ("ATENDE_TECLAS", "teclas das telas: padrao, 5250 ou vim (docs/keys.md)"),
      ]))
      Códigos de saída:
      \(table([
        ("0", "deu certo"), ("64", "o comando ou uma opção não existe"), ("65", "dados inválidos"),
        ("66", "arquivo ou registro que não existe ou não pode ser lido"), ("69", "modelo indisponível"),
        ("70", "erro interno"), ("73", "não foi possível criar"), ("74", "erro de disco ou de saída"),
        ("75", "tente de novo"), ("77", "sem permissão"), ("78", "falta `atende init`, ou outra configuração"),
      ]))
      Com --json, uma falha é um objeto na saída de erros:
        {"error": {"code": "…", "message": "…", "details": {}}}

      """
  }

  private func help(ofGroup path: [String]) -> String {
    let name = path.joined(separator: " ")
    let summary = groups.first { $0.name == name }?.summary ?? ""
    let rows = commands.filter { $0.path.starts(with: path) }.map { ($0.name, $0.summary) }
    return """
      atende \(name): \(summary)

      Uso: atende \(name) COMANDO [OPÇÕES]

      Comandos:
      \(table(rows))
      Veja `atende \(name) COMANDO --help`.

      """
  }

  private func help(of command: CommandSpec) -> String {
    var text = "atende \(command.name): \(command.summary)\n\nUso: \(usage(of: command))\n"
    for paragraph in command.details { text += "\n" + wrapped(paragraph, to: 78) + "\n" }
    if !command.operands.isEmpty {
      text += "\nArgumentos:\n" + table(command.operands.map { ($0.name, $0.help) })
    }
    let options = command.options.map { option in
      (option.value.map { "\(option.name) \($0)" } ?? option.name, option.help)
    }
    text += "\nOpções:\n" + table(options + [("--help", "mostra esta ajuda")])
    if !command.examples.isEmpty {
      text += "\nExemplos:\n" + command.examples.map { "  \($0)\n" }.joined()
    }
    return text
  }

  private func usage(of command: CommandSpec) -> String {
    var words = ["atende", command.name]
    words += command.options.map { option in
      let value = option.choices.isEmpty ? option.value : option.choices.joined(separator: "|")
      return "[\(option.name)\(value.map { " \($0)" } ?? "")]"
    }
    words += command.operands.map { $0.isRequired ? $0.name : "[\($0.name)]" }
    return wrapped(words.joined(separator: " "), to: 73).split(separator: "\n")
      .joined(separator: "\n       ")
  }

  /// Two columns, the second wrapped inside 80.
  private func table(_ rows: [(String, String)]) -> String {
    let width = min(rows.map { columns(of: $0.0) }.max() ?? 0, 30)
    return rows.map { row in
      let lines = wrapped(row.1, to: 76 - width).split(separator: "\n")
      let margin = String(repeating: " ", count: width + 4)
      let start =
        columns(of: row.0) > width ? "  \(row.0)\n\(margin)" : "  \(padded(row.0, to: width))  "
      return start + lines.joined(separator: "\n" + margin) + "\n"
    }.joined()
  }
}

/// Breaks at spaces so that no line is wider, unless one word is.
func wrapped(_ text: String, to width: Int) -> String {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, columns(of: line) + 1 + columns(of: String(word)) > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? String(word) : " \(word)"
  }
  return (lines + [line]).joined(separator: "\n")
}
