import ContactsCore

extension Keymap {
  /// The rows that have to do with who may see what.
  static let ofPeople: [Binding] = [
    Binding(
      .open, keys: [.enter], in: [.recordClosed], label: "Abrir em emergência",
      title: "Abrir em emergência (quebra de vidro)",
      help: "Abre um registro restrito, com motivo escrito; o encarregado é avisado.",
      permission: .breakGlass, prominent: true),
    Binding(
      .people(.readers), letters: ["v"], in: [.recordView, .history, .recordClosed],
      label: "Quem viu", title: "Quem viu esta ficha",
      help: "Mostra quem leu ou mudou esta ficha, quando e de onde.", permission: .readAudit),
    Binding(
      .people(.restrict), letters: ["s"], in: [.recordView, .recordClosed], label: "Restringir",
      title: "Restringir ou liberar a ficha",
      help: "Fecha a ficha a todos menos a quem for nomeado, ou a abre de novo; pede o motivo.",
      permission: .restrictContacts),
    Binding(
      .people(.guardian), letters: ["p"], in: [.recordView], label: "Responsável",
      title: "Cuidado com o responsável",
      help: "Anota o que é melhor para a pessoa, e se o responsável pode ser o agressor (art. 14).",
      permission: .noteGuardians),
    Binding(
      .people(.audit), letters: ["7"], in: working, label: "Auditoria", title: "Auditoria",
      help: "Quem fez o quê, quando e com quem; ver a auditoria também fica registrado.",
      permission: .readAudit),
    Binding(
      .people(.notices), letters: ["i"], in: working, label: "Avisos",
      title: "Avisos ao encarregado",
      help: "O que o encarregado precisa saber: registros restritos abertos em emergência.",
      permission: .readNotices),
    Binding(
      .open, keys: [.enter], in: [.audit], label: "Ver", title: "Ver o registro inteiro",
      help: "Mostra todos os campos do registro escolhido.", prominent: true),
    Binding(
      .options, keys: [.function(4)], in: [.audit], label: "Filtrar", title: "Filtrar a auditoria",
      help: "Por pessoa que fez, ação, período ou ficha.", prominent: true),
    Binding(
      .people(.verify), letters: ["c"], in: [.audit], label: "Conferir",
      title: "Conferir a auditoria",
      help: "Confere a corrente inteira e diz o primeiro registro que não fecha.", prominent: true),
    Binding(
      .people(.checkpoint), letters: ["p"], in: [.audit], label: "Ponto",
      title: "Ponto de controle",
      help: "Mostra o ponto de controle assinado, para guardar fora desta máquina.",
      prominent: true),
    Binding(
      .people(.export), letters: ["x"], in: [.audit], label: "Exportar",
      title: "Exportar a auditoria",
      help: "Grava num arquivo o que o filtro mostra; a exportação fica registrada antes.",
      prominent: true),
    Binding(
      .nextMatch, keys: [.down], letters: ["j", "n"], in: [.auditEntry], label: "Seguinte",
      title: "Registro seguinte", help: "Passa ao registro de baixo na lista.", prominent: true),
    Binding(
      .previousMatch, keys: [.up], letters: ["k", "N"], in: [.auditEntry], label: "Anterior",
      title: "Registro anterior", help: "Volta ao registro de cima na lista.", prominent: true),
    Binding(
      .people(.changePassword), in: working, label: "Senha", title: "Trocar minha senha",
      help: "A senha que abre o programa ou, onde se entra pela conta da máquina, a que desbloqueia"
        + " a tela."),
    Binding(
      .people(.lock), keys: [.control("x")], in: working, label: "Bloquear",
      title: "Bloquear a tela",
      help: "Esconde tudo até a sua senha; o que está digitado fica guardado. Vale em qualquer"
        + " lugar."),
    Binding(
      .confirm, keys: [.enter], in: [.signIn], label: "Entrar", title: "Entrar",
      help: "Do nome, passa à senha; da senha, entra."),
    Binding(
      .confirm, keys: [.enter], in: [.passwordChange], label: "Próximo campo",
      title: "Próximo campo", help: "Passa ao campo seguinte; no último, troca a senha."),
    Binding(
      .save, keys: [.function(2)], in: [.passwordChange], label: "Trocar",
      title: "Trocar a senha", help: "Troca a senha pela nova, digitada duas vezes."),
    Binding(
      .confirm, keys: [.enter], in: [.locked], label: "Desbloquear", title: "Desbloquear",
      help: "Volta ao que estava na tela; sem senha de desbloqueio, sai do programa."),
    Binding(
      .people(.otherPerson), keys: [.function(4)], in: [.locked], label: "Outra pessoa",
      title: "Outra pessoa",
      help: "Onde se entra com senha: encerra a sessão, com o rascunho guardado, e outra pessoa"
        + " entra."),
    Binding(
      .nextField, keys: [.tab, .down], in: [.signIn, .passwordChange], label: "Próximo campo",
      title: "Campo seguinte", help: "Passa ao campo seguinte."),
    Binding(
      .previousField, keys: [.backTab, .up], in: [.signIn, .passwordChange],
      label: "Campo anterior", title: "Campo anterior", help: "Volta ao campo anterior."),
    Binding(
      .back, keys: [.escape, .function(12), .control("c")], in: [.signIn], label: "Sair",
      title: "Sair", help: "Sai do programa."),
    Binding(
      .back, keys: [.escape, .function(12), .control("c")], in: [.passwordChange],
      label: "Voltar", title: "Voltar",
      help: "Volta sem trocar a senha; quando a troca é obrigatória, sai do programa."),
    Binding(
      .back, keys: [.escape, .function(12), .control("c")], in: [.locked], label: "Apagar",
      title: "Apagar o que foi digitado", help: "Começa a senha de novo. Nada mais responde aqui."),
  ]
}
