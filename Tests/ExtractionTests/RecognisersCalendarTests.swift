import ContactsCore
import Extraction
import Testing

/// Days that are meant, beside the same words where they mean none.
///
/// It is Saturday, 21 November 2026.
@Suite("Recognisers: the calendar of a note")
struct RecognisersCalendarTests {
  @Test(
    arguments: [
      ("minha fatura vence 15/jan e ainda não chegou", "2027-01-15"),
      ("audiência 03.fev às 14h30, preciso de defensor", "2027-02-03T14:30-03:00"),
      ("goteira na sala de aula / até 02-12", "2026-12-02"),
      ("meu ramal é o 02-12", nil),
      ("vaga na creche a partir de primeiro de fevereiro", "2027-02-01"),
      ("Falta água desde anteont. Aguarda ret.", "2026-11-19"),
      ("pode vir 3ª feira à tarde", "2026-11-24"), ("saiu no dia primeiro", "2026-11-01"),
      ("fechado em até 10-12 dias úteis", nil),
      ("era pra terça parte do terreno", nil),
    ] as [(String, String?)])
  func `how a day is written`(note: String, date: String?) {
    #expect(extract(note).fields.date?.value.iso8601 == date, "\(note)")
  }

  @Test(
    arguments: [
      ("20/11/2026 09:02 - Ana Lima: bom dia\n20/11/2026 09:04 - Ana Lima: atendem de graça?", nil),
      ("data/hora: 20/11/2026 23:58:14\nnome: Ana Lima\nmensagem: quero pensão", nil),
      ("[Formulário nº 20, recebido 20/11/2026 07:55]\nMensagem: quero o reembolso", nil),
      ("Solicito a troca do aparelho.\nSem mais,\nItaperuna, 1º de junho de 2026.", nil),
      ("Preciso de defensor.\nAudiência, 1º de dezembro de 2026.", "2026-12-01"),
      ("Pix não reconhecido em 20/11/2026 23:58:14", "2026-11-20T23:58-03:00"),
      ("salário não recebido dia 5", "2026-11-05"),
      ("meu ônibus não parou no ponto da vinte e cinco de março", nil),
      ("ele faz 80 no dia 2 de agosto", nil),
    ] as [(String, String?)])
  func `when a note was written or taken is not its day`(note: String, date: String?) {
    #expect(extract(note).fields.date?.value.iso8601 == date, "\(note)")
  }

  @Test(
    arguments: [
      ("Tem um bar vendendo bebida pra menor, toda sexta é a mesma coisa", nil),
      ("o carnê vence no dia 5 de cada mês", nil),
      ("a cuidadora vem todo dia 8", nil), ("a fatura vence sempre dia 5", nil),
      ("o bar passa das 2h toda sexta e sábado", nil),
      ("passei o dia todo ontem na fila", "2026-11-20"),
      ("ele bebe todo dia, ontem me bateu", "2026-11-20"),
      ("a casa toda dia 30 vai ser dedetizada", "2026-11-30"),
      ("a consulta estava marcada pra ontem", "2026-11-20"),
      ("Na primeira semana de dezembro eu viajo, então venham na segunda", "2026-11-23"),
      ("p/ ter às 15h", "2026-11-24T15:00-03:00"),
      ("quero atendimento na sexta", "2026-11-27"),
      ("preciso pra ontem da declaração", nil),
      ("ontem faltou luz", "2026-11-20"),
      ("criança, hoje agredida na saída", "2026-11-21"),
      ("Na primeira ninguém atendeu, na segunda caiu na caixa", nil),
      ("A primeira consulta foi boa, quero voltar na segunda", "2026-11-23"),
      ("vou repetir pra não ter erro", nil),
      ("pode ser na ter, 24/11", "2026-11-24"),
    ] as [(String, String?)])
  func `a day that comes again, or none at all`(note: String, date: String?) {
    #expect(extract(note).fields.date?.value.iso8601 == date, "\(note)")
  }

  @Test(
    arguments: [
      ("quer mudar a visita do filho, de sábado p/ domingo", "2026-11-22"),
      ("pode ser dia 5?\nDia 5 está lotado. Dia 12?\nfechado, dia 12 então", "2026-12-12"),
      ("perdi a carteira com tudo dentro no ônibus na quarta", "2026-11-18"),
      ("na última consulta, dia 14, me trataram mal", "2026-11-14"),
      ("quero consulta dia 14", "2026-12-14"),
      ("protocolo 123 do dia 3, e até agora nada", "2026-11-03"),
      ("quero remarcar pro dia 3", "2026-12-03"),
      ("pediu p/ ligarem segunda no horário de almoço", "2026-11-23"),
      ("ele não vai fazer a prova terça pq operou", "2026-11-24"),
      ("era pra ter vindo domingo e até agora nada", "2026-11-15"),
      ("tem mutirão sábado dia primeiro", "2026-08-01"), ("pensei quinta 29/10", "2026-10-29"),
      ("descobri semana passada, dia 14/11", "2026-11-14"),
      ("posso na quarta ou na quinta, de preferência dia 15/12", "2026-12-15"),
      ("Pode ser quinta de manhã.", "2026-11-26"), ("visita quinta da próx. semana", "2026-11-26"),
      ("barulho td sáb e dom", nil), ("pode ser qualquer sábado", nil),
      ("recebi mensagem dizendo que vão cortar a luz na quinta", "2026-11-26"),
      ("último prazo dia 30", "2026-11-30"), ("preciso do atestado antes do dia 30", "2026-11-30"),
      ("perdi o prazo do boleto, venceu dia 20", "2026-11-20"),
      ("ficaram de entregar até o dia 10 e não entregaram", "2026-11-10"),
      ("Confirma a entrega dia 28?\ndia 28 não.\nQual dia prefere?\nsexta", "2026-11-27"),
      ("o exame está marcado para 10/12. Seria possível 19/12, às 8h20?", "2026-12-19T08:20-03:00"),
      ("é pro natal da minha neta. Entregam dia 30?", "2026-11-30"),
      ("quero antes do natal", "2026-12-25"),
      ("cel 71 98811 20 12 Marco Antônio", nil),
    ] as [(String, String?)])
  func `which of two days, and on which side of today`(note: String, date: String?) {
    #expect(extract(note).fields.date?.value.iso8601 == date, "\(note)")
  }

  @Test(
    arguments: [
      ("[15/11/2026 14:03] Lia: meu marido me bateu ontem", "2026-11-14"),
      ("[10/11 20:15] Lia: preciso até amanhã\nsem falta", "2026-11-11"),
      ("18/11/2026 09:00 - Lia Prado: perdi a carteira na quarta passada", "2026-11-11"),
      ("meu marido me bateu ontem", "2026-11-20"),
      ("[15/12/2026 14:03] Lia: me bateu ontem", "2026-11-20"),
      ("De: lia@exemplo.com\nData: 9/11/2026\nAssunto: prova\n\npreciso até amanhã", "2026-11-10"),
    ] as [(String, String?)])
  func `the days of a pasted message count from when it was sent`(note: String, date: String?) {
    #expect(extract(note).fields.date?.value.iso8601 == date, "\(note)")
  }
}
