import ContactsCore

/// The pages of keys in `docs`, made from the keymap so that they cannot go stale.
enum KeyManual {
  /// Of the page of a profile, in `docs`.
  static func name(of profile: KeyProfile) -> String {
    profile == .standard ? "keys.md" : "keys-\(profile.rawValue).md"
  }

  static func markdown(_ profile: KeyProfile) -> String {
    let layout = KeyLayout(profile)
    var lines = [
      profile == .standard ? "# Teclas" : "# Teclas do perfil \(profile.rawValue)", "",
      "Gerado a partir da tabela de teclas do programa: não edite esta página à mão.", "",
      "Toda tecla de função também é `Esc` seguido do seu dígito (`Esc` `2` é `F2`, `Esc` `0` é"
        + " `F10`).",
      "Letras são comandos só onde não há campo de texto com o foco; maiúsculas e minúsculas"
        + " valem o mesmo,",
      "exceto `g G` e `n N`. Em **Contatos**, um `q` sozinho logo depois de `Esc` limpar a busca"
        + " também sai.",
    ]
    if profile == .standard { lines += choosing }
    for place in Place.allCases {
      let layout = Keymap.gate.contains(place) ? .standard : layout
      lines += ["", "## \(place.title)", "", "| tecla | ação | o que faz |", "| --- | --- | --- |"]
      for row in layout.rows(at: place) {
        let keys = quoted(layout.labels(for: row.action, at: place))
        lines.append("| \(keys) | \(row.title) | \(layout.reworded(row.help, at: place)) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How keys are chosen, and what a file of keys may say.
  private static var choosing: [String] {
    let others = KeyProfile.allCases.filter { $0 != .standard }
    let links = others.map { "[`\($0.rawValue)`](\(name(of: $0)))" }.joined(separator: " e ")
    let layouts = KeyProfile.allCases.map { KeyLayout($0) }
    let profiles = KeyProfile.allCases.map { "`\($0.rawValue)`" }.joined(separator: " | ")
    var lines = [
      "", "## Escolher as teclas", "",
      "Esta página é do perfil `padrao`; há também \(links), para quem traz o hábito de um terminal"
        + " 5250 ou do vim.",
      "",
      "1. A central escolhe o perfil de todos: `atende config set teclas.perfil vim`, ou a"
        + " tela **Administração**.",
      "2. Cada pessoa escolhe o seu: `ATENDE_TECLAS=5250`, que vale mais que o da central.",
      "3. Quem quiser teclas suas as escreve em `~/.config/atende/teclas.conf`"
        + " (`$XDG_CONFIG_HOME/atende/teclas.conf`):",
      "", "```text", "# uma ação por linha, com todas as suas teclas", "perfil = vim",
      "salvar = F2 Ctrl-D", "novo_atendimento = F6 a", "buscar_contatos = F3 /", "```", "",
      "- Cada linha diz o nome da ação, `=` e as teclas, separadas por espaço: `F1` a `F12`,"
        + " `Ctrl-` e uma letra, `Ins`, ou uma letra.",
      "- A linha substitui todas as teclas da ação; a ação sem linha fica com as do perfil. Sem"
        + " tecla alguma, a ação continua em **Comandos**.",
      "- Não mudam, em perfil nenhum: `Esc`, `Enter`, `Tab`, setas, `Home`, `End`, `PgUp`, `PgDn`,"
        + " `Espaço`, os algarismos das telas,",
      "  `Ctrl-C`, `Ctrl-L`, `Ctrl-X`, e as teclas de **Entrada**, **Senha nova** e **Tela"
        + " bloqueada**. Em campo de texto, letra é sempre texto.",
      "- **Ajuda** e **Comandos** ficam com ao menos uma tecla F ou Ctrl, e **Sair** com ao menos"
        + " uma tecla.",
      "- Um arquivo com erro (ação ou tecla desconhecida, tecla de duas ações no mesmo lugar,"
        + " tecla que o terminal não manda)",
      "  não é usado: o programa abre com as teclas do perfil e diz as linhas e os erros.",
      "- **Ajuda**, a linha de teclas e as frases do programa dizem sempre as teclas em vigor.",
      "", "## Nomes das ações", "", "| nome no arquivo | ação | \(profiles) |",
      "| --- | --- |" + String(repeating: " --- |", count: layouts.count),
    ]
    for action in Keymap.actions {
      guard let name = Keymap.names(of: action).first,
        let row = Keymap.bindings.filter({ $0.action == action })
          .max(by: { $0.places.count < $1.places.count })
      else { continue }
      let keys = layouts.map { layout in
        var seen: Set<String> = []
        let rows = layout.bindings.filter {
          $0.action == action && !$0.isAtGate
        }
        return quoted(
          rows.flatMap { $0.keys.map(\.label) + $0.letters.map(String.init) }
            .filter { seen.insert($0).inserted })
      }
      lines.append("| `\(name)` | \(row.title) | \(keys.joined(separator: " | ")) |")
    }
    return lines
  }

  private static func quoted(_ labels: [String]) -> String {
    labels.map { "`\($0)`" }.joined(separator: " ")
  }
}
