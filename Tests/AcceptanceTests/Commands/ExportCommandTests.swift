import ContactsCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("export")
struct ExportCommandTests {
  /// Of a person whose every word would act, if it were let.
  private static let hostile = #"""
    {"nome": "=HYPERLINK(\"http://x\";\"a\")", "nome_social": "+Ana", "telefones": ["11987654321",
    "+1 202 555 0143"], "emails": ["=a@exemplo.org"], "cpf": "52998224725", "nascimento": "1990-02-21",
    "cidade": "Recife", "uf": "PE", "observacoes": "@soma\n-2\u0007, \u202e;=1",
    "texto": "=cmd|'/c calc'!A0 \u001b[31m", "urgencia": "critica", "motivo": "-1+1"}
    """#

  private func store() async throws -> TestFolder {
    let folder = try await initialisedFolder()
    _ = try await added(Self.hostile, in: folder)
    _ = try await added(
      #"{"nome": "João Prado", "texto": "Pediu informação.", "urgencia": "baixa"}"#, in: folder)
    _ = try await added(#"{"telefones": ["98765-4321"]}"#, in: folder)
    return folder
  }

  private func export(
    _ name: String, _ options: [String] = [], in folder: TestFolder
  ) async throws -> String {
    let path = "\(folder.path)/\(name)"
    let run = try await ProgramRun.of(
      ["export", "--output", path, "--justification", "teste de exportação", "--json"] + options,
      in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    try await expectValid(run.lines, "export")
    return path
  }

  /// What a script of Python says of a file.
  private func python(_ script: String, _ path: String, in folder: TestFolder) async throws
    -> String
  {
    let run = try await ProgramRun.of(
      ["-c", script, path], in: folder, program: "/usr/bin/python3")
    #expect(run.exitStatus == 0, "\(run.errors)")
    return run.output
  }

  @Test func `nobody's work is refused, as a reason that nobody has`() async throws {
    let folder = try await store()
    let path = "\(folder.path)/x.csv"
    let run = try await ProgramRun.of(
      ["export", "--output", path, "--masked", "--attendant", "ninguem", "--json"], in: folder)
    try await expectFailure(run, 64, "VALIDATION_ERROR")
    #expect(run.errors.contains("`--attendant` não é uma pessoa usuária desta central."))
    #expect(!TestFolder.entries(of: folder.path).contains("x.csv"))
    let audit = try await ProgramRun.of(
      ["audit", "list", "--person", "ninguem", "--json"], in: folder)
    try await expectFailure(audit, 64, "VALIDATION_ERROR")
    #expect(audit.output.isEmpty)
  }

  @Test func `the workbook opens in openpyxl as it was promised`() async throws {
    let folder = try await store()
    let path = try await export("tudo.xlsx", in: folder)
    let said = try await python(
      """
      import datetime, hashlib, sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      print(book.sheetnames)
      for sheet in book:
          for row in sheet.rows:
              for cell in row:
                  assert cell.data_type != 'f', cell
      digest = hashlib.sha256()
      for name in ('Contatos', 'Atendimentos'):
          sheet = book[name]
          assert sheet.freeze_panes == 'B2' and sheet.auto_filter.ref == sheet.dimensions
          assert all(cell.font.bold for cell in sheet[1])
          print(name, [cell.value for cell in sheet[1]])
          for row in sheet.iter_rows(min_row=2):
              for cell in row:
                  value = cell.value
                  if isinstance(value, datetime.datetime):
                      value += datetime.timedelta(milliseconds=500)
                      form = '%Y-%m-%d' if cell.number_format == 'dd/mm/yyyy' else '%Y-%m-%d %H:%M:%S'
                      value = value.strftime(form)
                  digest.update(('' if value is None else str(value)).encode() + b'\\x1f')
              digest.update(b'\\x1e')
      people = book['Contatos']
      print([people.cell(2, column).value for column in (1, 3, 4, 5, 7, 11, 12)], people['C2'].number_format)
      print(people['H2'].value == datetime.datetime(1990, 2, 21), people['Q2'].is_date)
      print(repr(people['P2'].value))
      cases = book['Atendimentos']
      print(repr(cases['U2'].value), cases['J2'].value, cases['J2'].fill.fgColor.rgb, cases['B2'].is_date)
      about = dict(row for row in book['Sobre'].iter_rows(min_row=3, values_only=True))
      print(about['SHA-256 dos dados'] == digest.hexdigest(), about['Justificativa'], about['Pessoas'])
      print([row[:2] for row in book['Resumo'].iter_rows(min_row=3, max_row=6, values_only=True)])
      """, path, in: folder)
    let lines = said.split(separator: "\n").map(String.init)
    try #require(lines.count == 9, "\(said)")
    #expect(lines[0] == "['Contatos', 'Atendimentos', 'Resumo', 'Sobre']")
    #expect(lines[1].hasPrefix("Contatos ['Nome', 'Nome social', 'Telefone',"))
    #expect(lines[2].hasPrefix("Atendimentos ['Protocolo', 'Ocorrido em', 'Nome',"))
    #expect(
      lines[3]
        == #"['=HYPERLINK("http://x";"a")', '(11) 98765-4321', '+12025550143', '=a@exemplo.org', "#
        + #"'529.982.247-25', '-1+1', 'crítica'] @"#)
    #expect(lines[4] == "True True")
    #expect(lines[5] == #"'@soma\n-2·, ·;=1'"#)
    #expect(lines[6] == #""=cmd|'/c calc'!A0 ·[31m" crítica FFC00000 True"#)
    #expect(lines[7] == "True teste de exportação 3")
    #expect(
      lines[8]
        == "[('Totais', 'Quantidade'), ('Pessoas', 3), ('Atendimentos', 3), "
        + "('Registros restritos deixados de fora', 0)]")
    let parts = try await ProgramRun.of(
      ["-m", "zipfile", "-l", path], in: folder, program: "/usr/bin/python3")
    #expect(parts.output.contains("xl/charts/chart3.xml"), "\(parts.errors)")
    #expect(!parts.output.contains("calcChain"))
    let looks = """
      import re, sys, zipfile
      book = zipfile.ZipFile(sys.argv[1])
      text = lambda name: book.read(name).decode()
      titles = re.findall('Print_Titles" localSheetId="0">([^<]*)', text('xl/workbook.xml'))
      print(titles)
      print('fitToWidth="2"' in text('xl/worksheets/sheet1.xml'))
      print(all('<c:majorUnit val="1"/>' in text(f'xl/charts/chart{n}.xml') for n in (1, 2, 3)))
      """
    let printed = try await ProgramRun.of(
      ["-c", looks, path], in: folder, program: "/usr/bin/python3")
    #expect(
      printed.lines == ["['Contatos!$A:$A,Contatos!$1:$1']", "True", "True"], "\(printed.errors)")
  }

  @Test func `the days below their chart have room, and name the year only where it changes`()
    async throws
  {
    let folder = TestFolder()
    let made = try await ProgramRun.of(["init", "--organization", "C", "--demo"], in: folder)
    try #require(made.exitStatus == 0, "\(made.errors)")
    let path = try await export("dias.xlsx", in: folder)
    let said = try await python(
      """
      import openpyxl, re, sys, zipfile
      sheet = openpyxl.load_workbook(sys.argv[1])['Resumo']
      charts = zipfile.ZipFile(sys.argv[1])
      chart = next(t for t in (charts.read(f'xl/charts/chart{n}.xml').decode() for n in (1, 2, 3)) if 'por dia' in t)
      first, last = re.search(r'\\$A\\$(\\d+):\\$A\\$(\\d+)', chart).groups()
      days = [row[0].value for row in sheet[f'A{first}:A{last}']]
      years = {day.year for day in days}
      print(len(days) > 30, f'formatCode="{"dd/mm/yy" if len(years) > 1 else "dd/mm"}"' in chart)
      print(len(days) / int(re.search(r'tickLblSkip val="(\\d+)"', chart)[1]) <= 6)
      """, path, in: folder)
    #expect(said == "True True\nTrue\n")
  }

  @Test func `JSON is one document, or a person a line, by its schema`() async throws {
    let folder = try await store()
    let document = try WholeText.of(try await export("tudo.json", in: folder))
    try await expectValid([document.replacing("\n", with: "")], "export-file")
    #expect(document.contains(#""nome": "=HYPERLINK(\"http://x\";\"a\")""#))
    #expect(document.contains(#"\u001b[31m"#))
    let lines = try WholeText.of(
      try await export("linhas.json", ["--lines", "--force"], in: folder))
    try await expectValid(lines.split(separator: "\n").map(String.init), "export-line")
    let masked = try WholeText.of(try await export("mascara.json", ["--masked"], in: folder))
    try await expectValid([masked.replacing("\n", with: "")], "export-file")
    #expect(!masked.contains("98765-4321"))
    let streamed = try await ProgramRun.of(
      ["export", "--format", "json", "--lines", "--output", "-", "--masked"], in: folder)
    try await expectValid(streamed.lines, "export-line")
    #expect(streamed.lines.count == 3)
    #expect(streamed.errors.contains("SHA-256"))
  }

  @Test func `CSV is read by Python's reader, and no cell begins like a formula`() async throws {
    let folder = try await store()
    for options in [["--bom"], ["--table", "atendimentos"]] {
      let path = try await export("t\(options.count).csv", options + ["--force"], in: folder)
      let said = try await python(
        """
        import csv, sys
        rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))
        print(len(rows), len({len(row) for row in rows}), open(sys.argv[1], 'rb').read(3) == b'\\xef\\xbb\\xbf')
        for row in rows:
            for cell in row:
                assert not cell.startswith(('=', '+', '-', '@', '\\t', '\\r')), cell
        """, path, in: folder)
      #expect(said == (options == ["--bom"] ? "4 1 True\n" : "4 1 False\n"))
    }
  }

  @Test func `cards are read by vobject`() async throws {
    let folder = try await store()
    let path = try await export("tudo.vcf", in: folder)
    let said = try await python(
      """
      import sys, vobject
      data = open(sys.argv[1], 'rb').read()
      assert all(len(line) <= 75 for line in data.split(b'\\r\\n'))
      for card in vobject.readComponents(data.decode()):
          print([card.version.value, card.fn.value, [tel.value for tel in card.contents.get('tel', [])],
                 card.note.value if 'note' in card.contents else None, card.bday.value if 'bday' in card.contents else None])
      """, path, in: folder)
    #expect(
      said == """
        ['4.0', '+Ana', ['tel:+5511987654321', 'tel:+12025550143'], '@soma\\n-2·, ·;=1', '19900221']
        ['4.0', 'João Prado', [], None, None]
        ['4.0', '(sem nome)', ['98765-4321'], None, None]

        """)
  }

  @Test func `a file that is there is kept, and so is the data folder`() async throws {
    let folder = try await store()
    let path = try file("lista.csv", "minha".utf8, in: folder)
    let options = ["--justification", "teste de exportação", "--json", "--output"]
    let refused = try await ProgramRun.of(["export"] + options + [path], in: folder)
    try await expectFailure(refused, 73, "VALIDATION_ERROR")
    #expect(try WholeText.of(path) == "minha")
    let inside = try await ProgramRun.of(
      ["export"] + options + ["\(folder.data.path)/x.csv"], in: folder)
    try await expectFailure(inside, 73, "VALIDATION_ERROR")
    let left = try file(".atende-00ff00ff00ff00ff.parte", "de um programa morto".utf8, in: folder)
    chmod(left, 0o600)
    let forced = try await ProgramRun.of(["export"] + options + [path, "--force"], in: folder)
    #expect(forced.exitStatus == 0, "\(forced.errors)")
    let mode = try await ProgramRun.of(["-c", "%a", path], in: folder, program: "/usr/bin/stat")
    #expect(mode.output == "600\n")
    #expect(TestFolder.entries(of: folder.path).filter { $0.contains("parte") }.isEmpty)
  }

  @Test func `who stops reading interrupts it, which is no failure of a disk`() async throws {
    let folder = try await initialisedFolder()
    let rows = (0..<3000).map { "Ana \($0);11 9\(8_000_000 + $0);Recife\n" }.joined()
    let path = try file("planilha.csv", ("nome;telefone;cidade\n" + rows).utf8, in: folder)
    _ = try await ProgramRun.of(["import", path], in: folder)
    let program = try ProgramEnvironment.program()
    let run = try await ProgramRun.of(
      [
        "-c",
        "'\(program)' export --format json --lines --output - --justification 'rotina da central'"
          + " | /usr/bin/head -n 1",
      ], in: folder, program: "/bin/sh")
    #expect(run.lines.count == 1)
    #expect(run.errors.contains("Exportação interrompida"), "\(run.errors)")
  }

  @Test func `a command line that would do nothing of what it says is refused`() async throws {
    let folder = try await store()
    for words in [
      [], ["--output", "x"], ["--output", "x.pdf"], ["--output", "-"],
      ["--output", "-", "--format", "xlsx"], ["--output", "x.vcf", "--masked"],
      ["--output", "x.csv", "--lines"], ["--output", "x.json", "--bom"],
      ["--output", "x.csv", "--from", "2026-11-02", "--to", "2026-11-01"],
      ["--output", "x.csv", "--masked", "--reason", "nenhum assim"],
    ] {
      let run = try await ProgramRun.of(["export"] + words, in: folder)
      #expect(run.exitStatus == 64, "\(words) \(run.errors)")
    }
    let bare = try await ProgramRun.of(
      ["export", "--output", "\(folder.path)/x.csv", "--json"], in: folder)
    let message = try await expectFailure(bare, 65, "VALIDATION_ERROR")
    #expect(message.contains("motivo"))
  }
}

/// The text of a file.
private enum WholeText {
  static func of(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }
}
