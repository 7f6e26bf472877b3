import ContactsCore
import Testing

@testable import TUI

@Suite("Profiles of keys")
struct KeyProfileTests {
  private static let movable: [Key] =
    (1...12).map { .function($0) } + "bdfgnoprtvyz".map { .control($0) } + [.insert]
  private static let letters = Array("abcdefghijklmnopqrstuvwxyzGN/?:")

  /// All actions that a key asks for at a place.
  private func actions(_ key: Key, at place: Place, in layout: KeyLayout) -> [Action] {
    var actions: [Action] = []
    for row in layout.bindings
    where row.places.contains(place) && row.answers(key, at: place)
      && !actions.contains(row.action)
    {
      actions.append(row.action)
    }
    return actions
  }

  @Test(arguments: KeyProfile.allCases) func `no key asks for two things`(profile: KeyProfile) {
    let layout = KeyLayout(profile)
    let keys = Self.movable + Self.letters.map { Key.character($0) }
    for place in Place.allCases where !Keymap.gate.contains(place) {
      for key in keys {
        let found = actions(key, at: place, in: layout)
        #expect(found.count <= 1, "\(profile) \(place) \(key.label): \(found)")
      }
    }
  }

  @Test(arguments: KeyProfile.allCases)
  func `what the table can be asked for, each profile can`(profile: KeyProfile) {
    let layout = KeyLayout(profile)
    for place in Place.allCases {
      let wanted = KeyLayout.standard.rows(at: place).map(\.title)
      #expect(Set(layout.rows(at: place).map(\.title)).isSuperset(of: wanted), "\(place)")
    }
  }

  @Test(arguments: KeyProfile.allCases)
  func `help, commands and back have a key everywhere, and quit has one`(profile: KeyProfile) {
    let layout = KeyLayout(profile)
    for place in Keymap.everywhere {
      for action in [Action.help, .commands, .back] {
        #expect(!layout.labels(for: action, at: place).isEmpty, "\(place) \(action)")
      }
    }
    #expect(!layout.labels(for: .quit, at: .contactsList).isEmpty)
  }

  @Test(arguments: KeyProfile.allCases) func `letters stay text in fields`(profile: KeyProfile) {
    let text = String("abcdefghijklmnopqrstuvwxyz0123456789/?:GN")
    var driver = ScreenDriver.withKeys(profile)
    driver.type(text)
    #expect(driver.model.contacts?.search.text == text)
    var form = ScreenDriver.withKeys(profile)
    form.press(.function(6))
    form.type(text)
    #expect(form.interaction?.note.text == text)
    form.focus(on: .name)
    form.type(text)
    #expect(form.interaction?.form.focused.input.text == text)
  }

  @Test func `on a 5250 F3 goes back, F8 rolls, and Ctrl-D finds duplicates`() {
    var driver = ScreenDriver.withKeys(.as400)
    driver.openRecord()
    #expect(driver.model.screen.title == "Ficha")
    driver.press(.function(3))
    #expect(driver.model.screen.title == "Contatos")
    driver.press(.function(8))
    #expect(driver.model.contacts?.selection == 3)
    driver.press(.function(7))
    #expect(driver.model.contacts?.selection == 0)
    driver.fillForm()
    driver.press(.control("d"))
    #expect(driver.status == "F8: nenhum cadastro parecido com estes dados até agora.")
    #expect(driver.text.contains("Ctrl-D: nenhum cadastro parecido"))
    #expect(driver.keyLine.contains("Ctrl-D Duplicados"))
    #expect(!driver.keyLine.contains("F8"))
  }

  @Test func `in vim Ctrl-N and Ctrl-P move, and the palette is F10 in every sentence`() {
    var driver = ScreenDriver.withKeys(.vim)
    driver.press(.control("n"), .control("n"), .control("p"))
    #expect(driver.model.contacts?.selection == 1)
    driver.press(.escape, .character("o"))
    #expect(driver.effects.contains { if case .read = $0 { true } else { false } })
    #expect(
      KeyLayout(.vim).reworded("Ctrl-P, Avisos, o mostra. F2 salva.")
        == "F10, Avisos, o mostra. F2 salva.")
  }

  @Test func `a key that does nothing here is named as it was pressed`() {
    var driver = ScreenDriver.withKeys(.vim)
    driver.openRecord()
    driver.press(.control("p"))
    #expect(driver.text.contains("Ctrl-P (Subir na lista) não se aplica a Ficha."))
  }

  @Test func `the person's own profile wins over the centre's`() {
    #expect(ScreenDriver.withKeys(centre: .vim).model.desk.keys.profile == .vim)
    #expect(ScreenDriver.withKeys(.as400, centre: .vim).model.desk.keys.profile == .as400)
    let both = ScreenDriver.withKeys(.as400, centre: .vim, file: "perfil = padrao")
    #expect(both.model.desk.keys == .standard)
  }

  @Test func `the help names the keys in force`() {
    var driver = ScreenDriver.withKeys(.as400)
    driver.press(.function(1))
    driver.type("duplicados desta")
    #expect(driver.text.contains("Ctrl-D"))
    #expect(!driver.text.contains("F8"))
  }

  @Test func `a dialog answers to the key in force, and no longer to the old one`() {
    // The filter of Atendimentos is emptied by what asks for duplicates elsewhere.
    var driver = ScreenDriver.withKeys(.as400)
    let keys = driver.model.desk.keys
    #expect(keys.canonical(.control("d"), at: .interactions) == .function(8))
    #expect(keys.canonical(.function(8), at: .interactions) == .pageDown)
    #expect(keys.canonical(.escape, at: .interactions) == .escape)
    #expect(keys.canonical(.character("d"), at: .interactions) == .character("d"))
    driver.press(.function(1), .function(3))
    #expect(driver.model.dialogs.isEmpty)
    let moved = ScreenDriver.withKeys(file: "salvar = F9\nextrair_de_novo = Ctrl-D")
    #expect(moved.model.desk.keys.canonical(.function(2), at: .note) == nil)
    #expect(moved.model.desk.keys.canonical(.function(9), at: .note) == .function(2))
  }

  @Test func `what people wrote is not reworded, and words that look like keys are not either`() {
    let layout = KeyLayout(.as400)
    #expect(layout.reworded("AF8 F80 F8x e F8.") == "AF8 F80 F8x e Ctrl-D.")
    var driver = ScreenDriver.withKeys(.as400)
    driver.press(.function(6))
    driver.type("apertei F8 e nada")
    #expect(driver.text.contains("apertei F8 e nada"))
  }
}
