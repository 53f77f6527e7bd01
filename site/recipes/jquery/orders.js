/* As this page has been written since 2009; what is new is the token and what stands in the modal. */
jQuery(function ($) {
  $('archive-session')[0].getToken = function () {
    // jQuery sends X-Requested-With by itself
    return Promise.resolve($.ajax({ url: '/intranet/token', type: 'POST', dataType: 'text' }));
  };

  $('#orders').on('click', 'button', function () {
    var card = $('<customer-card>').attr('archive', 'erp:' + $(this).closest('tr').data('no')).text($(this).text());
    $('#customer .modal-body').html(card);
    // Bootstrap 3 and 4: $('#customer').modal('show')
    bootstrap.Modal.getOrCreateInstance($('#customer')[0]).show();
  });

  // what is not shown costs nothing
  $('#customer').on('hidden.bs.modal', function () { $(this).find('.modal-body').empty(); });
});
