/** As in pages of ten years ago: a click puts the customer into the modal by `.html()`. */
jQuery(($) => {
  $(document).on('click', '.customer', function () {
    const customer = $(this).data('customer');
    $('#modal .modal-body').html(`<classification-badge archive="${customer}" schemes="abc rfm"></classification-badge><customer-card archive="${customer}"/><archive-form archive="${customer}" section="profile"></archive-form>`);
    bootstrap.Modal.getOrCreateInstance('#modal').show();
  });
  $('#modal').on('hidden.bs.modal', () => { $('#modal .modal-body').html(''); });
});
