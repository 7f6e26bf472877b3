import Testing

@testable import ContactsCore

@Suite("Documents, addresses and texts")
struct IdentityTests {
  @Test(arguments: ["52998224725", "529.982.247-25", "529 982 247 25", "529.982.247/25"])
  func `a CPF is read with any punctuation`(_ text: String) {
    let cpf = CPF(text)
    #expect(cpf?.digits == "52998224725")
    #expect(cpf?.formatted == "529.982.247-25")
    #expect(cpf?.masked == "***.982.247-**")
  }

  @Test(arguments: [
    "", "5299822472", "529982247250", "52998224724", "11111111111", "00000000000", "529x98224725",
    "529982247２5",
  ])
  func `what is no CPF is refused`(_ text: String) {
    #expect(CPF(text) == nil)
  }

  @Test func `a check digit of ten counts as zero`() {
    #expect(CPF("12345678909") != nil)
    #expect(CPF("11144477735") != nil)
  }

  @Test(arguments: [
    ("Maria.Silva@Example.ORG", "Maria.Silva@example.org"), ("a+b@x.com.br", "a+b@x.com.br"),
    ("josé@exemplo.com", "josé@exemplo.com"),
    ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
    ("a@bücher.de", "a@bücher.de"),
  ])
  func `an e-mail keeps its spelling, its domain in lower case`(_ typed: String, _ kept: String) {
    #expect(EmailAddress(typed)?.text == kept)
    #expect(EmailAddress(typed)?.key == kept.lowercased())
  }

  @Test(arguments: [
    "", "a", "@b.com", "a@", "a@b", "a@b.c", "a b@c.com", ".a@c.com", "a.@c.com", "a..b@c.com",
    "a@-b.com", "a@b-.com", "a@b..com", "a@b.c0m", "a@b.com.", "a\u{1b}@b.com", "a@b\0.com",
    "\(String(repeating: "a", count: 65))@b.com",
    "a@\(String(repeating: "b", count: 64)).com",
    "a@\(String(repeating: "b.", count: 126))com",
  ])
  func `what no mail could be sent to is refused`(_ text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test func `a mask of an e-mail keeps the first letters and the end`() {
    #expect(EmailAddress("maria@gmail.com")?.masked == "m•••@g•••.com")
    #expect(EmailAddress(stored: "x").masked == "•••")
  }

  @Test(arguments: [
    ("11987654321", "+5511987654321", "(11) 98765-4321", true),
    ("(11) 98765-4321", "+5511987654321", "(11) 98765-4321", true),
    ("+55 11 98765-4321", "+5511987654321", "(11) 98765-4321", true),
    ("011987654321", "+5511987654321", "(11) 98765-4321", true),
    ("0 15 11 98765 4321", "+5511987654321", "(11) 98765-4321", true),
    ("0055 11 3333-4444", "+551133334444", "(11) 3333-4444", true),
    ("3333-4444", "33334444", "3333-4444", false),
    ("98765-4321", "987654321", "98765-4321", false),
    ("0800 123 4567", "+558001234567", "0800 123 4567", true),
    ("+1 650 253 0000", "+16502530000", "+16502530000", true),
  ])
  func `a telephone is read however it is written`(
    _ typed: String, _ value: String, _ national: String, _ complete: Bool
  ) {
    let phone = PhoneNumber(typed, areaCode: nil)
    #expect(phone?.value == value)
    #expect(phone?.national == national)
    #expect(phone?.isComplete == complete)
    #expect(phone?.typed == typed)
  }

  @Test func `what is unusual about a number is said and nothing is mended`() {
    #expect(PhoneNumber("1187654321", areaCode: nil)?.issue == .missingNinthDigit)
    #expect(PhoneNumber("2033334444", areaCode: nil)?.issue == .unknownAreaCode)
    #expect(PhoneNumber("33334444", areaCode: nil)?.issue == .missingAreaCode)
    #expect(PhoneNumber("11087654321", areaCode: nil)?.issue == .unlikely)
    #expect(PhoneNumber("11987654321", areaCode: nil)?.issue == nil)
    #expect(PhoneNumber("11987654321", areaCode: nil)?.kind == .mobile)
    #expect(PhoneNumber("1133334444", areaCode: nil)?.kind == .landline)
    #expect(PhoneNumber("33334444", areaCode: nil)?.kind == .landline)
    #expect(PhoneNumber("0800 123 4567", areaCode: nil)?.kind == .tollFree)
    #expect(PhoneNumber("+16502530000", areaCode: nil)?.kind == .foreign)
  }

  @Test func `the centre's own DDD completes a number that has none`() {
    let phone = PhoneNumber("98765-4321", areaCode: "21")
    #expect(phone?.value == "+5521987654321")
    #expect(phone?.isComplete == true)
    #expect(PhoneNumber("11987654321", areaCode: "21")?.digits == "11987654321")
  }

  @Test(arguments: ["", "1234567", "telefone", "9876a4321", "1234567890123456", "+12"])
  func `what is no telephone is refused`(_ text: String) {
    #expect(PhoneNumber(text, areaCode: nil) == nil)
  }

  @Test func `a mask of a number keeps its DDD and its last four digits`() {
    #expect(PhoneNumber("11987654321", areaCode: nil)?.masked == "(11) •••••-4321")
    #expect(PhoneNumber("33334444", areaCode: nil)?.masked == "••••-4444")
    #expect(PhoneNumber("0800 123 4567", areaCode: nil)?.masked == "08•• ••• 4567")
    #expect(PhoneNumber("+16502530000", areaCode: nil)?.masked == "+•••••••0000")
  }

  @Test func `spellings of one text fold to one`() {
    #expect(folded("CONCEIÇÃO") == "conceicao")
    #expect(folded("Conceic\u{327}a\u{303}o") == "conceicao")
    #expect(folded("ﬁm １２３") == "fim 123")
    #expect(folded("a\u{200b}b\tc\0d") == "ab c d")
    #expect(folded("Straße") == "strasse")
    #expect(
      foldedWords("  Maria D'Ávila-Souza, 2º andar ") == [
        "maria", "d", "avila", "souza", "2o", "andar",
      ])
    #expect(foldedWords("—") == [])
    #expect(folded("") == "")
  }

  @Test func `a sensitive value shows its mask wherever it is printed`() throws {
    let name = Sensitive("Maria Silva")
    #expect("\(name)" == "•••")
    #expect(String(reflecting: name) == "•••")
    #expect("\(ContactFields.init(name: name))".contains("Maria") == false)
    var dumped = ""
    dump(name, to: &dumped)
    #expect(!dumped.contains("Maria"))
    #expect(name.map(\.count).revealed(for: .matching) == 11)
    #expect(Set([name, Sensitive("Maria Silva")]).count == 1)
  }

  @Test func `what people are shown has its accents`() {
    #expect(Urgency.allCases.map(\.label) == ["baixa", "média", "alta", "crítica"])
    #expect(
      Channel.allCases.map(\.label) == ["telefone", "WhatsApp", "e-mail", "chat", "presencial"])
  }
}
